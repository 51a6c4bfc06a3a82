import { afterEach, expect, test } from 'vitest'
import { focusOverlay, mayTakeFocus } from './focus.ts'

afterEach(() => document.body.replaceChildren())

test.each(['the page', 'a shadow tree'])('the focus of an inline flow in %s is seen', (place) => {
  const host = document.createElement('div')
  document.body.append(host)
  const parent = place === 'the page' ? host : host.attachShadow({ mode: 'open' })
  const overlay = document.createElement('div')
  overlay.dataset['presentation'] = 'inline'
  overlay.tabIndex = -1
  const inside = document.createElement('button')
  const outside = document.createElement('button')
  overlay.append(inside)
  parent.append(overlay, outside)
  const active = () => (parent instanceof ShadowRoot ? parent : document).activeElement

  outside.focus()
  expect(mayTakeFocus(overlay)).toBe(false)
  inside.focus()
  expect(mayTakeFocus(overlay)).toBe(true)
  focusOverlay(overlay)
  expect(active()).toBe(inside)
})
