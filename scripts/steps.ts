/** The result of a test runner, or of a check, which counts as one. */
export interface Tally {
  passed: number
  failed: number
}

/** Why nothing was run, if that is not a failure. */
export interface NotRun {
  notRun: string
}

export interface Step {
  title: string
  /** Whether it is listed at the end even if it has passed. */
  isSummarized?: boolean
  run: () => Promise<Tally | NotRun>
}

/** Creates a step that counts as one test. */
export function check(title: string, isRight: () => Promise<boolean>): Step {
  return {
    title,
    run: async () => ((await isRight()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  }
}

/**
 * Runs all steps one after another, and returns whether all passed. At the end, prints the result
 * of each test runner, what was not run, what failed, and the sum as the last line. A step that
 * throws or counts nothing has failed.
 */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const summary: string[] = []
  const sum: Tally = { passed: 0, failed: 0 }
  for (const step of steps) {
    console.log(`\n▸ ${step.title}`)
    const startedAt = performance.now()
    const result = await settle(step)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    if ('notRun' in result) {
      const line = `– ${step.title}: not run. ${result.notRun}`
      console.log(line)
      summary.push(line)
      continue
    }
    const { passed, failed } = result
    sum.passed += passed
    sum.failed += failed
    const mark = failed === 0 ? '✓' : '✗'
    const line = `${mark} ${step.title}: ${passed} passed, ${failed} failed (${seconds} s)`
    console.log(line)
    if (failed > 0 || step.isSummarized) summary.push(line)
  }
  if (summary.length > 0) console.log(`\n${summary.join('\n')}`)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 && sum.passed > 0
}

async function settle(step: Step): Promise<Tally | NotRun> {
  try {
    const result = await step.run()
    if ('notRun' in result || result.passed + result.failed > 0) return result
    console.error('Nothing ran.')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  return { passed: 0, failed: 1 }
}
