import type { MockWidget } from '../../src/mock-sdk.ts'

/** Shows a step of a verification in a mocked widget, which looks as the SDK's does. */
export function showWidget({ iframe, overlay }: MockWidget): void {
  const isDark = document.documentElement.dataset['colorScheme'] === 'dark'
  iframe.srcdoc = widgetPage(isDark, overlay === undefined)
  if (overlay === undefined) {
    iframe.style.minHeight = '560px'
    return
  }
  // Persona's theme would give the corners.
  overlay.className = 'persona-widget__overlay'
  iframe.className = 'persona-widget__iframe'
  overlay.style.cssText =
    'position: fixed; inset: 0; z-index: 9999; display: none; background: rgb(0 0 0 / 70%)'
  iframe.style.cssText = `
    position: absolute; inset: 0; margin: auto; width: 100%; height: 100%;
    border: 0; border-radius: var(--resumable-inquiry-radius, 4px); background: ${isDark ? '#14161b' : '#fff'};
    box-shadow: 0 12px 40px 2px rgb(0 0 0 / 40%);
  `
  if (matchMedia('(min-width: 600.02px) and (min-height: 600.02px)').matches) {
    iframe.style.maxWidth = '400px'
    iframe.style.maxHeight = '650px'
  }
}

/** Page of a mocked widget: the person chooses a document. */
function widgetPage(isDark: boolean, isInline: boolean): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A step of a verification</title>
<style>
  :root { --surface: #fff; --ink: #12151f; --quiet: #5a6072; --line: #d9dce5; --accent: #3a4fb5; --on-accent: #fff }
  ${isDark ? ':root { color-scheme: dark; --surface: #14161b; --ink: #f1f3f8; --quiet: #a4a9b8; --line: #3a3e49; --accent: #a8b6ff; --on-accent: #14193a }' : ''}
  * { box-sizing: border-box }
  body { margin: 0; min-height: ${isInline ? '560px' : '100vh'}; padding: 24px; display: flex; flex-direction: column;
    background: var(--surface); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
  main { flex: 1 }
  progress { display: block; width: 100%; height: 4px; margin: 8px 0 32px; border: 0; border-radius: 2px; background: var(--line); appearance: none }
  progress::-webkit-progress-bar { background: none }
  progress::-webkit-progress-value { background: var(--accent); border-radius: 2px }
  progress::-moz-progress-bar { background: var(--accent); border-radius: 2px }
  h1 { margin: 0 0 8px; font-size: 24px; font-weight: 650; line-height: 1.25; letter-spacing: -0.01em }
  p { margin: 0 0 24px; color: var(--quiet) }
  label { display: flex; align-items: center; gap: 12px; margin-bottom: 10px; padding: 14px 16px;
    border: 1px solid var(--line); border-radius: 10px; font-weight: 500 }
  label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
  input { width: 18px; height: 18px; margin: 0; accent-color: var(--accent) }
  button { width: 100%; min-height: 48px; border: 0; border-radius: 10px; background: var(--accent);
    color: var(--on-accent); font: inherit; font-weight: 600 }
  small { display: block; margin-top: 14px; text-align: center; color: var(--quiet) }
</style>
<main>
  <progress max="4" value="2" aria-label="Step 2 of 4"></progress>
  <h1>Add your ID</h1>
  <p>Choose the document that you have with you.</p>
  <label><input type="radio" name="document" checked> Passport</label>
  <label><input type="radio" name="document"> Driver’s license</label>
  <label><input type="radio" name="document"> Identity card</label>
</main>
<button type="button">Continue</button>
<small>A stand-in for Persona’s widget</small>
</html>`
}
