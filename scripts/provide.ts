import { findProgram, type Program } from './find-program.ts'
import { chromium, firefox, webkit } from './programs.ts'
import type { Step } from './steps.ts'

/** How a program is looked for; another way in tests. */
export type Find = (program: Program) => Promise<string | undefined>

/**
 * Finds or installs a program, and leaves its path in its environment variable for the later steps.
 * Where it cannot be had, the step fails if the program is required, and is not run otherwise.
 */
export function provide(
  program: Program,
  { isRequired, find = findProgram }: { isRequired: boolean; find?: Find | undefined },
): Step {
  return {
    title: program.name,
    run: async () => {
      const path = await find(program)
      if (path !== undefined) {
        process.env[program.variable] = path
        console.log(path)
        return { passed: 1, failed: 0 }
      }
      if (isRequired) throw new Error(missing(program))
      return { notRun: missing(program) }
    },
  }
}

/** Provides the browser engines: every one where `REQUIRE_EVERY_ENGINE` is 1, else Chromium at least. */
export function provideEngines(environment: NodeJS.ProcessEnv, find?: Find): Step[] {
  const isEveryRequired = environment['REQUIRE_EVERY_ENGINE'] === '1'
  return [
    provide(chromium, { isRequired: true, find }),
    provide(firefox, { isRequired: isEveryRequired, find }),
    provide(webkit, { isRequired: isEveryRequired, find }),
  ]
}

/** A step that needs the path of a program. */
export interface NeedingStep extends Omit<Step, 'run'> {
  run: (path: string) => ReturnType<Step['run']>
}

/** Skips a step where the program that it needs was not provided. */
export function ifProvided(program: Program, step: NeedingStep): Step {
  return {
    ...step,
    run: async () => {
      const path = process.env[program.variable]
      return path === undefined ? { notRun: missing(program) } : await step.run(path)
    },
  }
}

function missing({ name, remedy, variable }: Program): string {
  return `No ${name} was found and none could be installed: install ${remedy}, or set ${variable} to one.`
}
