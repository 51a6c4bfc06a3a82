import { findProgram, type Program } from './find-program.ts'
import { chromium, firefox, webkit } from './programs.ts'
import type { Step } from './steps.ts'

/** Finds a program; tests replace it. */
export type Find = (program: Program) => Promise<string | undefined>

/**
 * Finds or installs a program, and sets its environment variable to its path for the later steps.
 * If it cannot be installed, the step fails if the program is required, and otherwise counts as not
 * run.
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

/**
 * Provides the browser engines. All are required if `REQUIRE_EVERY_ENGINE` is 1, else only
 * Chromium.
 */
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

/** Skips a step if the program that it needs was not provided. */
export function ifProvided(program: Program, step: NeedingStep): Step {
  return {
    ...step,
    run: async () => {
      const path = process.env[program.variable]
      return !path ? { notRun: missing(program) } : await step.run(path)
    },
  }
}

function missing({ name, remedy, variable }: Program): string {
  return `No ${name} was found and none could be installed: install ${remedy}, or set ${variable} to one.`
}
