// What Playwright finds by role and name. The other drivers ask the accessibility tree for it, which
// takes Firefox half a second each time; these run in the document instead.

/** Finds the button with this name that can be seen. */
export function findButton(_: unknown, name: string): HTMLButtonElement | null {
  const button = [...document.querySelectorAll('button')].find(
    (one) =>
      (one.ariaLabel ?? one.textContent).trim() === name &&
      one.checkVisibility({ visibilityProperty: true }),
  )
  return button ?? null
}

/** Finds the field with this label. */
export function findField(_: unknown, name: string): HTMLElement | null {
  const label = [...document.querySelectorAll('label')].find(
    ({ textContent }) => textContent.trim() === name,
  )
  return label?.control ?? null
}
