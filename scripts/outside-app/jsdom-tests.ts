import { run } from '../command.ts'
import { tallyOfVitest } from '../reports.ts'
import type { Step } from '../steps.ts'
import { runner } from '../test-runners.ts'

const LIMIT = 3 * 60_000

/**
 * Tests the packages in jsdom as hosts do: the latest version under Vitest, and the older one of
 * Jest.
 */
export function jsdomTests(folder: string): Step[] {
  return [
    runner('Tests in jsdom under Vitest', tallyOfVitest, (reportFile) => {
      const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
      const options = [
        '--root=jsdom',
        '--environment=jsdom',
        '--globals',
        '--testTimeout=60000',
        ...report,
      ]
      return run('npm', ['exec', '--', 'vitest', 'run', ...options], {
        cwd: folder,
        timeout: LIMIT,
      })
    }),
    // Jest's report has the format of Vitest's.
    runner('Tests in jsdom under Jest', tallyOfVitest, (reportFile) => {
      const options = ['--config=jsdom/jest.config.mjs', '--json', `--outputFile=${reportFile}`]
      return run('npm', ['exec', '--', 'jest', ...options], { cwd: folder, timeout: LIMIT })
    }),
  ]
}
