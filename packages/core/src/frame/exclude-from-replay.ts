/** Classes by which session recorders leave an element out, its attributes and content included. */
const classes = [
  'rr-block', // rrweb, and the many recorders made of it
  'amp-block', // Amplitude
  'fs-exclude', // Fullstory
  'mf-excluded', // Mouseflow
  'mp-block', // Mixpanel
  'ph-no-capture', // PostHog
]

/** Attributes for the same purpose. */
const attributes = {
  'data-clarity-mask': 'true', // Microsoft Clarity
  'data-cs-mask': '', // Contentsquare
  'data-dd-privacy': 'hidden', // Datadog
  'data-hj-suppress': '', // Hotjar
  'data-nr-block': '', // New Relic
  'data-openreplay-hidden': '', // OpenReplay
  'data-private': '', // LogRocket
  'data-recording-disable': '', // Smartlook, before 2022
  'data-sentry-block': '', // Sentry
  'data-sl': 'exclude', // Smartlook
  'heap-ignore': '', // Heap
}

/**
 * Marks a frame so that session recorders leave it out: its address holds the session token.
 *
 * Recorders look at an element when they learn of it from a MutationObserver. So mark the frame in
 * the task that adds it to the page, and before any `await`. Changes of its address are left out too.
 */
export function excludeFromReplay(element: Element): void {
  element.classList.add(...classes)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
