import { beforeEach, describe, expect, test, vi } from 'vitest'
import { tallyOfPlaywright, tallyOfVitest } from './reports.ts'

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  return () => vi.restoreAllMocks()
})

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [{}] }],
}

const playwrightStats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 }

describe('tallyOfVitest', () => {
  test('counts what passed and what failed', () => {
    const report = { ...vitestReport, numFailedTests: 2 }
    expect(tallyOfVitest(report)).toEqual({ passed: 5, failed: 2 })
  })

  test('counts skipped and unwritten tests as failed', () => {
    const report = { ...vitestReport, numPendingTests: 1, numTodoTests: 2 }
    expect(tallyOfVitest(report)).toEqual({ passed: 5, failed: 3 })
  })

  test('counts a file that could not be loaded as failed', () => {
    const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] }
    const report = { ...vitestReport, testResults: [...vitestReport.testResults, broken] }
    expect(tallyOfVitest(report)).toEqual({ passed: 5, failed: 1 })
  })
})

describe('tallyOfPlaywright', () => {
  test('counts what passed', () => {
    const report = { stats: playwrightStats, errors: [] }
    expect(tallyOfPlaywright(report)).toEqual({ passed: 5, failed: 0 })
  })

  test('counts unexpected, flaky and skipped tests and errors outside of tests as failed', () => {
    const stats = { ...playwrightStats, unexpected: 1, flaky: 1, skipped: 1 }
    expect(tallyOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 4 })
  })
})
