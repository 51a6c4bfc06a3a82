import { describe, expect, test } from 'vitest'
import { findPrivateWords, type TextKind } from './private-words.ts'

const found: [kind: TextKind, text: string, word: string, index: number][] = [
  ['name', 'office', 'office', 0],
  ['name', 'createSessionDesk', 'desk', 13],
  ['name', 'SessionDesks', 'desks', 7],
  ['name', 'HTTPDesk2', 'desk', 4],
  ['name', 'SESSION_DESK', 'desk', 8],
  ['name', 'packages/server/src/session-desk.test.ts', 'desk', 28],
  ['name', 'standingOrders', 'standing orders', 0],
  ['name', 'standing-orders.ts', 'standing orders', 0],
  ['name', 'createWorld', 'world', 6],
  ['name', 'simulateHerd', 'herd', 8],
  ['name', 'widgetBehaviour', 'behaviour', 6],
  ['name', 'colours', 'colours', 0],
  ['name', 'isRecognised', 'recognised', 2],
  ['comment', 'Asks the desk, twice.', 'desk', 9],
  ['comment', "The desk's own.", 'desk', 4],
  ['comment', 'Takes a {@link SessionDesk}.', 'desk', 22],
  ['comment', 'Every standing\n * order ends.', 'standing order', 6],
  ['comment', 'Whoever asks is told.', 'whoever', 0],
  ['comment', "Is somebody's own.", 'somebody', 3],
  ['comment', 'Waits for anybody.', 'anybody', 10],
  ['prose', '## The house', 'house', 7],
  ['prose', 'Spreads a herd of people.', 'herd', 10],
  ['prose', 'What an organisation pays.', 'organisation', 8],
]

const ordinary: [kind: TextKind, text: string][] = [
  ['name', 'desktop'],
  ['name', 'address'],
  ['name', 'request'],
  ['name', 'fateful'],
  ['name', 'panel'],
  ['name', 'surface'],
  ['name', 'orderOf'],
  ['name', 'thunderingHerd'],
  ['name', 'behavior'],
  ['name', 'compromised'],
  ['name', 'promise'],
  ['name', 'cancellation'],
  ['name', 'ariaLabelledby'],
  ['name', 'nobody'],
  ['comment', 'A long-standing. Order of events.'],
  ['comment', 'Standing in the order of events.'],
  ['comment', 'What is new in the world.'],
  ['comment', 'The widget, holder of the frame.'],
  ['comment', 'Behavior, color, organization, canceled, gray.'],
  ['prose', 'Spreads a thundering herd.'],
  ['prose', 'Runs as the user `nobody`, whoever starts it.'],
]

describe('findPrivateWords', () => {
  test.each(found)('in a %s, %j, finds %j at %i', (kind, text, word, index) => {
    expect(findPrivateWords(text, kind)).toEqual([
      { index, message: expect.stringContaining(`“${word}”`) },
    ])
  })

  test.each(ordinary)('in a %s finds nothing in %j', (kind, text) => {
    expect(findPrivateWords(text, kind)).toEqual([])
  })

  test('suggests what to write instead', () => {
    expect(findPrivateWords('stageHand', 'name')).toEqual([
      { index: 0, message: '“stage hand” is not in the vocabulary. Instead: demo controller.' },
    ])
  })

  test('finds every word of a text', () => {
    const words = findPrivateWords('The desk of the office: the desk.', 'comment')
    expect(words.map(({ index }) => index)).toEqual([4, 16, 28])
  })
})
