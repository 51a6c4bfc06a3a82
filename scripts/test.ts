import { findChromium } from './find-chromium.ts'
import { packageChecks } from './package-checks.ts'
import { quickChecks } from './quick-checks.ts'
import { runSteps } from './steps.ts'
import { playwright, vitest } from './test-runners.ts'

const succeeded = await runSteps([
  {
    title: 'Chromium',
    run: async () => {
      process.env['CHROMIUM_PATH'] = await findChromium()
      console.log(process.env['CHROMIUM_PATH'])
      return { passed: 1, failed: 0 }
    },
  },
  ...quickChecks(),
  ...packageChecks(),
  vitest('node', 'Tests in Node'),
  vitest('browser', 'Tests in Chromium'),
  vitest('storybook', 'Stories in Chromium'),
  playwright('Scenarios in Chromium'),
])

process.exit(succeeded ? 0 : 1)
