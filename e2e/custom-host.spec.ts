import { expect, test } from './scenario.ts'
import { postFromWidget } from './widget.ts'

const widgetPage = `<!doctype html><title>Widget</title><script>
  const containerId = new URLSearchParams(location.search).get('container-id')
  for (const name of ['load', 'ready']) parent.postMessage({ containerId, name }, '*')
</script>`

for (const customHost of [
  'verify.example.co.uk',
  'Verify.example.co.uk',
  'verify.example.co.uk:443',
  'VERIFY.Example.Co.Uk:8443',
]) {
  test(`a widget of ${customHost} opens and completes`, async ({ scenario, context }) => {
    const { page, inquiryId, widget } = scenario
    await context.route(/^https:\/\/verify\.example\.co\.uk(:8443)?\//, (route) =>
      route.fulfill({ contentType: 'text/html', body: widgetPage }),
    )
    await scenario.visit({ options: { customHost } })
    await scenario.open()
    await scenario.untilOpen()
    await postFromWidget(widget, 'complete', { inquiryId, status: 'completed', fields: {} })
    await expect(page.locator('[data-state=finished]')).toBeAttached()
  })
}
