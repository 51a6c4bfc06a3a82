import { Hono } from 'hono'
import { type Control, emulatorControls, inquiryControls } from '../playground-contract.ts'
import type { DemoController } from './demo-controller.ts'
import type { SignIn } from './sign-in.ts'

export type PlaygroundRoutes = ReturnType<typeof createPlaygroundRoutes>

const controls: readonly Control[] = [...inquiryControls, ...emulatorControls]

/** Creates the routes of the playground's panel. They exist only beside an emulator. */
export function createPlaygroundRoutes(signIn: SignIn, controller: DemoController) {
  return new Hono()
    .get('/', async (context) => {
      const person = await signIn.getPerson(context.req.raw)
      return context.json(person === null ? null : await controller.getState(person.id))
    })
    .post('/:control', async (context) => {
      const person = await signIn.getPerson(context.req.raw)
      if (person === null) return context.json({ error: 'Sign in to the bank first.' }, 401)
      const control = controls.find((name) => name === context.req.param('control'))
      if (control === undefined) return context.json({ error: 'There is no such control.' }, 404)
      try {
        await controller.apply(person.id, control)
      } catch (error) {
        return context.json({ error: error instanceof Error ? error.message : String(error) }, 409)
      }
      return context.json(await controller.getState(person.id), 200)
    })
}
