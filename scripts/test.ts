import { findChromium } from './find-chromium.ts'
import { findRedis } from './find-redis.ts'
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
  {
    title: 'Redis',
    run: async () => {
      process.env['REDIS_SERVER_PATH'] = await findRedis()
      console.log(process.env['REDIS_SERVER_PATH'])
      return { passed: 1, failed: 0 }
    },
  },
  ...quickChecks(),
  ...packageChecks(),
  vitest('node', 'Tests in Node'),
  vitest('emulator-pages', 'Emulator pages in Chromium'),
  vitest('browser', 'Tests in Chromium'),
  vitest('storybook', 'Stories in Chromium'),
  playwright('Scenarios in Chromium'),
])

process.exit(succeeded ? 0 : 1)
