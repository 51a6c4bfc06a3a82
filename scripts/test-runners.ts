import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './command.ts'
import { tallyOfPlaywright, tallyOfVitest } from './reports.ts'
import type { Step, Tally } from './steps.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Milliseconds. Each passing test prints a line within seconds, even on a busy machine. */
const SILENCE = 5 * 60_000

/** Runs one project of vite.config.ts. */
export function vitest(project: string, title: string, env: Record<string, string> = {}): Step {
  return runner(title, tallyOfVitest, (reportFile) =>
    run(
      'vitest',
      [
        'run',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
      ],
      { env, silence: SILENCE },
    ),
  )
}

/** Runs one project of the scenarios in e2e/. */
export function playwright(project: string, title: string): Step {
  return runner(title, tallyOfPlaywright, (reportFile) =>
    run('playwright', ['test', '--config=e2e', `--project=${project}`, '--reporter=list,json'], {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
      silence: SILENCE,
    }),
  )
}

/** Runs a test runner that writes a JSON report to the given file. */
export function runner(
  title: string,
  tallyOf: (report: unknown) => Tally,
  runInto: (reportFile: string) => Promise<boolean>,
): Step {
  return {
    title,
    isSummarized: true,
    run: async () => {
      const reportFile = join(temporaryFolder('report'), 'report.json')
      const succeeded = await runInto(reportFile)
      const tally = tallyOf(readReport(reportFile, title))
      // An error outside of a test fails the run, but belongs to no test.
      return succeeded || tally.failed > 0 ? tally : { ...tally, failed: 1 }
    },
  }
}

function readReport(file: string, title: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`${title} left no report: the runner is missing, or it crashed.`, { cause })
  }
}
