import { loadavg } from 'node:os'
import { compareBoots, type ContenderName, contenderNames } from './boot/compare-boots.ts'
import type { Boot } from './boot/page/measured-page.ts'
import { tokenDelay, widgetDelay } from './boot/stand-ins.ts'
import { median, spread } from './overhead/statistics.ts'
import { printHeading, printTable, type Row } from './table.ts'

const rounds = 30

const titles: Record<ContenderName, string> = {
  tutorial: "Persona's guide",
  'by-hand': 'the best by hand',
  'persona-react': '`persona-react`',
  ours: '`<ResumableInquiry>`',
  'ours-prepared': '`<ResumableInquiry>`, prepared',
}

/** Compares how soon a widget is shown: after mounting, and after its session has died. */
export async function reportBoot(): Promise<void> {
  printHeading(
    `Milliseconds to a ready widget: ${tokenDelay} for a token, ${widgetDelay} for the widget, ${rounds} rounds`,
  )
  const load = () => (loadavg()[0] ?? 0).toFixed(1)
  const loadBefore = load()
  const found = await compareBoots(rounds)
  const boots = (name: ContenderName) => found.map((round) => round.boots[name])
  const recoveries = (name: 'by-hand' | 'ours') => found.map((round) => round.recoveries[name])

  printSteps(
    'from mounting',
    contenderNames.map((name) => toCells(titles[name], boots(name), boots('by-hand'))),
  )
  printSteps("from the session's death", [
    toCells(titles['by-hand'], recoveries('by-hand'), recoveries('by-hand')),
    toCells(titles.ours, recoveries('ours'), recoveries('by-hand')),
  ])
  printTable([
    toRow('mounted, to the best by hand', ratios(boots('ours'), boots('by-hand')), 1.03),
    toRow('mounted, to persona-react', ratios(boots('ours'), boots('persona-react')), 1),
    toRow('prepared, to the best by hand', ratios(boots('ours-prepared'), boots('by-hand')), 0.6),
    toRow(
      'recovering, to the best by hand',
      ratios(recoveries('ours'), recoveries('by-hand')),
      0.92,
    ),
  ])
  console.log(`\nLoad of this machine: ${loadBefore} before, ${load()} after.`)
}

/** Returns when each step came, at the median, and how the last one compares. */
function toCells(title: string, boots: readonly Boot[], byHand: readonly Boot[]): string[] {
  const at = (step: keyof Boot) => {
    const times = boots.map((boot) => boot[step]).filter((time) => time !== undefined)
    return times.length === 0 ? 'before' : median(times).toFixed(0)
  }
  const ready = boots.map((boot) => boot.ready)
  return [
    title,
    at('asked'),
    at('frame'),
    at('posted'),
    spread(ready, 0),
    spread(ratios(boots, byHand), 2),
  ]
}

/** Prints a table in Markdown. */
function printSteps(from: string, rows: readonly string[][]): void {
  const heading = [
    from,
    'asks for the session',
    'loads the frame',
    'widget ready',
    'shown',
    'ratio',
  ]
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const print = (row: readonly string[]) =>
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  print(heading)
  print(widths.map((width) => '-'.repeat(width)))
  for (const row of rows) print(row)
  console.log()
}

/** Compares visits of the same round, which were next to each other. */
function ratios(boots: readonly Boot[], others: readonly Boot[]): number[] {
  return boots.flatMap(({ ready }, index) => {
    const other = others[index]
    return other === undefined ? [] : [ready / other.ready]
  })
}

function toRow(name: string, found: readonly number[], most: number): Row {
  return {
    name: `ratio, ${name}`,
    value: spread(found, 3),
    aim: `at most ${most}`,
    isMet: median(found) <= most,
  }
}
