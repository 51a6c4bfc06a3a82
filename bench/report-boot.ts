import { loadavg } from 'node:os'
import { compareBoots, type ContenderName, contenderNames } from './boot/compare-boots.ts'
import type { Boot } from './boot/page/measured-page.ts'
import { tokenDelay, widgetDelay } from './boot/stand-ins.ts'
import { median, spread } from './overhead/statistics.ts'
import { printHeading, printTable, type Row } from './table.ts'

const rounds = 30

const titles: Record<ContenderName, string> = {
  tutorial: "the tutorial's code",
  'by-hand': 'the best by hand',
  'persona-react': 'persona-react',
  ours: '<ResumableInquiry>',
  'ours-prepared': '<ResumableInquiry>, prepared',
}

/** Compares how soon a widget is shown: after mounting, and after its session has died. */
export async function reportBoot(): Promise<void> {
  printHeading(
    `From mounting to ready, and from a session's death to ready: ${tokenDelay} ms for a token, ${widgetDelay} ms for the widget, ${rounds} rounds`,
  )
  const load = () => (loadavg()[0] ?? 0).toFixed(1)
  const loadBefore = load()
  const found = await compareBoots(rounds)
  const boots = (name: ContenderName) => found.map((round) => round.boots[name])
  const recoveries = (name: 'by-hand' | 'ours') => found.map((round) => round.recoveries[name])

  const byHand = boots('by-hand')
  for (const name of contenderNames) printSteps(`${titles[name]}, mounted`, boots(name), byHand)
  for (const name of ['by-hand', 'ours'] as const) {
    printSteps(`${titles[name]}, recovering`, recoveries(name), recoveries('by-hand'))
  }

  console.log()
  const ours = ratios(boots('ours'), byHand)
  const official = ratios(boots('ours'), boots('persona-react'))
  const prepared = ratios(boots('ours-prepared'), byHand)
  const recovering = ratios(recoveries('ours'), recoveries('by-hand'))
  printTable([
    aim('mounted, to the best by hand', ours, 1.03),
    aim('mounted, to persona-react', official, 1),
    aim('prepared, to the best by hand', prepared, 0.6),
    aim('recovering, to the best by hand', recovering, 0.92),
  ])
  console.log(`\nLoad of this machine: ${loadBefore} before, ${load()} after.`)
}

/** Prints when each step came, as medians, and the spread of the last one. */
function printSteps(title: string, boots: readonly Boot[], byHand: readonly Boot[]): void {
  const at = (step: keyof Boot) => {
    const times = boots.map((boot) => boot[step]).filter((time) => time !== undefined)
    return times.length === 0 ? '   –' : median(times).toFixed(0).padStart(4)
  }
  const steps = `session asked for ${at('asked')}, frame loaded ${at('frame')}, widget ready ${at('posted')}, shown`
  const ready = spread(
    boots.map((boot) => boot.ready),
    0,
  )
  const ratio = median(ratios(boots, byHand)).toFixed(2)
  console.log(`${title.padEnd(42)} ${steps} ${ready}   ${ratio} ×`)
}

/** Compares visits of the same round, which were next to each other. */
function ratios(boots: readonly Boot[], others: readonly Boot[]): number[] {
  return boots.flatMap(({ ready }, index) => {
    const other = others[index]
    return other === undefined ? [] : [ready / other.ready]
  })
}

function aim(name: string, found: readonly number[], most: number): Row {
  return {
    name: `ms as a ratio, ${name}`,
    value: spread(found, 3),
    aim: `at most ${most}`,
    isMet: median(found) <= most,
  }
}
