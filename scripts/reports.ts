import type { Tally } from './steps.ts'

/**
 * Counts Vitest's JSON report. Files that could not be loaded and skipped tests count as failed.
 */
export function tallyOfVitest(report: unknown): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    report as VitestReport
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  for (const file of brokenFiles) console.error(`Could not be run: ${file.name}`)
  const skipped = numPendingTests + numTodoTests
  reportSkipped(skipped)
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length + skipped }
}

/** Counts Playwright's JSON report. Skipped and flaky tests count as failed. */
export function tallyOfPlaywright(report: unknown): Tally {
  const { stats, errors } = report as PlaywrightReport
  reportSkipped(stats.skipped)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  }
}

function reportSkipped(count: number): void {
  if (count > 0) console.error(`${count} skipped: a test that does not run counts as failed.`)
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: unknown[] }[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}
