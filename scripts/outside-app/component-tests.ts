import { run } from '../command.ts'
import { tallyOfVitest } from '../reports.ts'
import type { Step } from '../steps.ts'
import { runner } from '../test-runners.ts'

const LIMIT = 3 * 60_000

/**
 * Tests the packages as hosts test their pages: in the newest jsdom under Vitest, in the older one of
 * Jest, and in Vitest's browser mode.
 */
export function componentTests(folder: string): Step[] {
  return [
    runner('Tests in jsdom under Vitest', tallyOfVitest, (reportFile) => {
      return vitest(folder, reportFile, ['--environment=jsdom', '--globals', '--testTimeout=60000'])
    }),
    runner("Tests in Vitest's browser mode", tallyOfVitest, (reportFile) =>
      vitest(folder, reportFile, ['--config=browser-mode.config.mjs']),
    ),
    // Its report is like that of Vitest.
    runner('Tests in jsdom under Jest', tallyOfVitest, (reportFile) => {
      const options = [
        '--config=component-tests/jest.config.mjs',
        '--json',
        `--outputFile=${reportFile}`,
      ]
      return run('npm', ['exec', '--', 'jest', ...options], { cwd: folder, timeout: LIMIT })
    }),
  ]
}

function vitest(folder: string, reportFile: string, options: readonly string[]): Promise<boolean> {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  return run(
    'npm',
    ['exec', '--', 'vitest', 'run', '--root=component-tests', ...options, ...report],
    {
      cwd: folder,
      timeout: LIMIT,
    },
  )
}
