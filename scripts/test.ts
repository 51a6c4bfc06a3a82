import { packageChecks } from './package-checks.ts'
import { chromium, firefox, redis, webkit } from './programs.ts'
import { ifProvided, provide, provideEngines } from './provide.ts'
import { quickChecks } from './quick-checks.ts'
import { reactVersionTests } from './react-versions.ts'
import { runSteps } from './steps.ts'
import { playwright, vitest } from './test-runners.ts'

const succeeded = await runSteps([
  ...provideEngines(process.env),
  provide(redis, { isRequired: true }),
  ...quickChecks(),
  ...packageChecks(),
  vitest('node', 'Tests in Node'),
  vitest('emulator-pages', 'Emulator pages in Chromium'),
  vitest('browser', 'Tests in Chromium'),
  ...reactVersionTests(),
  vitest('storybook', 'Stories in Chromium'),
  vitest('storybook-static', 'The built Storybook in Chromium'),
  ifProvided(chromium, playwright('chromium', 'Scenarios in Chromium')),
  ifProvided(firefox, playwright('firefox', 'Scenarios in Firefox')),
  ifProvided(webkit, playwright('webkit', 'Scenarios in WebKit')),
])

process.exit(succeeded ? 0 : 1)
