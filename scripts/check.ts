import { quickChecks } from './quick-checks.ts'
import { runSteps } from './steps.ts'

process.exit((await runSteps(quickChecks())) ? 0 : 1)
