import type { Frame, Scriptable } from './engines/engine.ts'
import { untilVisible } from './until.ts'

/** Waits until the widget shows a step. */
export async function untilStep(widget: Frame, step: string): Promise<void> {
  await untilVisible(widget, `[data-step="${step}"]`)
}

/** Submits the consent step. */
export async function consent(widget: Frame): Promise<void> {
  await untilStep(widget, 'consent')
  await widget.click('Continue')
}

/** Fills in and submits the details step. */
export async function giveDetails(widget: Frame): Promise<void> {
  await untilStep(widget, 'details')
  await widget.fill('First name', 'Grace')
  await widget.fill('Last name', 'Hopper')
  await widget.fill('Date of birth', '1906-12-09')
  await widget.click('Continue')
}

/** Submits the sample document. */
export async function giveDocument(widget: Frame): Promise<void> {
  await untilStep(widget, 'document')
  await widget.click('Use sample document')
  await widget.click('Continue')
}

/** Submits the sample selfie. */
export async function giveSelfie(widget: Frame): Promise<void> {
  await untilStep(widget, 'selfie')
  await widget.click('Use sample selfie')
  await widget.click('Continue')
}

/** Continues from the document step to the last one, with which the inquiry is completed. */
export async function complete(widget: Frame): Promise<void> {
  await giveDocument(widget)
  await giveSelfie(widget)
  await untilStep(widget, 'review')
  await widget.click('Continue')
  await untilStep(widget, 'done')
}

/** Continues from the document step to the end. */
export async function finish(widget: Frame): Promise<void> {
  await complete(widget)
  await widget.click('Done')
}

/** Posts a message from the widget, such as one that Persona sends and the emulator does not. */
export async function postFromWidget(
  widget: Scriptable,
  name: string,
  metadata: Record<string, unknown> = {},
): Promise<void> {
  await widget.evaluate(
    (message) => {
      const containerId = new URLSearchParams(location.search).get('container-id')
      parent.postMessage({ containerId, ...message }, '*')
    },
    { name, metadata },
  )
}
