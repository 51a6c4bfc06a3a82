import { expect, test } from 'vitest'
import { type Color, contrastOn, luminance } from './contrast.ts'

const white: Color = [255, 255, 255, 1]
const black: Color = [0, 0, 0, 1]
const transparent: Color = [0, 0, 0, 0]
const solid = (background: Color) => ({ background, opacity: 1 })

test('the luminance of a color is that of WCAG', () => {
  expect(luminance(white)).toBe(1)
  expect(luminance(black)).toBe(0)
  expect(luminance([255, 0, 0, 1])).toBeCloseTo(0.2126)
  expect(luminance([119, 119, 119, 1])).toBeCloseTo(0.1845, 3)
})

test('the contrast is the same whichever of two colors is the text', () => {
  expect(contrastOn([solid(white)], black)).toBeCloseTo(21)
  expect(contrastOn([solid(black)], white)).toBeCloseTo(21)
  expect(contrastOn([solid(white)], [118, 118, 118, 1])).toBeCloseTo(4.54, 2)
  expect(contrastOn([solid(white)], white)).toBe(1)
})

test('a half-transparent color is mixed with what is behind it', () => {
  const gray = contrastOn([solid(white)], [127.5, 127.5, 127.5, 1])
  expect(contrastOn([solid(white)], [0, 0, 0, 0.5])).toBeCloseTo(gray)
  expect(contrastOn([solid(white), solid([0, 0, 0, 0.5])], white)).toBeCloseTo(gray)
})

test('a transparent layer shows the one behind it', () => {
  expect(contrastOn([solid(black), solid(transparent)], black)).toBe(1)
  expect(contrastOn([solid(transparent)], black)).toBeCloseTo(21)
})

test('opacity fades a layer with all that is in it', () => {
  const faded = [solid(white), { background: black, opacity: 0.5 }]
  expect(contrastOn(faded, black)).toBe(1)
  expect(contrastOn(faded, white)).toBeCloseTo(contrastOn([solid([127.5, 127.5, 127.5, 1])], white))
  expect(contrastOn([solid(white), { background: black, opacity: 0 }], white)).toBe(1)
})
