import { quickChecks } from './quick-checks.ts'
import { runSteps } from './steps.ts'

await runSteps(quickChecks())
