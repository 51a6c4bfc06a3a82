/**
 * Creates an element. Leaves out attributes that are `false` or `undefined`.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) created.setAttribute(name, '')
    else if (typeof value === 'string') created.setAttribute(name, value)
  }
  created.append(...children)
  return created
}

/**
 * Returns an element of the page.
 *
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 * @throws {Error} without an element of this id and kind
 */
export function pageElement(id, kind) {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} "${id}".`)
  return found
}
