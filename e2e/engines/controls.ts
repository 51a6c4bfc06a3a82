// What Playwright finds by role and name. The other drivers ask the accessibility tree for it, which
// takes Firefox half a second each time; these run in the document instead.

/** Returns the visible and enabled button with this name. */
export function findButton(name: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find(
    (button) =>
      (button.ariaLabel ?? button.textContent).trim() === name &&
      !button.disabled &&
      button.checkVisibility({ visibilityProperty: true }),
  )
}

/** Returns the field with this label. */
export function findField(name: string): HTMLInputElement | undefined {
  const label = [...document.querySelectorAll('label')].find(
    ({ textContent }) => textContent.trim() === name,
  )
  return label?.control instanceof HTMLInputElement ? label.control : undefined
}

/** Sets a date. Typing one depends on the system's language. */
export function setDate(field: HTMLInputElement, date: string): void {
  field.value = date
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
