/** What a check or a test runner says of itself; a check counts as one. */
export interface Tally {
  passed: number
  failed: number
}

export interface Step {
  title: string
  run: () => Promise<Tally>
}

/** A step that is either right or wrong. */
export function check(title: string, isRight: () => Promise<boolean>): Step {
  return {
    title,
    run: async () => ((await isRight()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  }
}

/**
 * Runs the steps one after another, whatever becomes of each, prints the sum as the last line, and
 * answers whether all is well. A step that throws, or that has nothing to count, has failed.
 */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const failures: string[] = []
  const sum: Tally = { passed: 0, failed: 0 }
  for (const step of steps) {
    console.log(`\n▸ ${step.title}`)
    const startedAt = performance.now()
    const tally = await settle(step)
    sum.passed += tally.passed
    sum.failed += tally.failed
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    const line = `${step.title}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`
    console.log(`${tally.failed === 0 ? '✓' : '✗'} ${line}`)
    if (tally.failed > 0) failures.push(line)
  }
  if (failures.length > 0)
    console.log(`\nFailed:\n${failures.map((line) => `  ✗ ${line}`).join('\n')}`)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 && sum.passed > 0
}

async function settle(step: Step): Promise<Tally> {
  try {
    const tally = await step.run()
    if (tally.passed + tally.failed > 0) return tally
    console.error('Nothing ran.')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  return { passed: 0, failed: 1 }
}
