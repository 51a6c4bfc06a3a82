import { Hono } from 'hono'
import { emulatorKnobs, inquiryKnobs, type Knob } from '../panel-contract.ts'
import type { SignIn } from './sign-in.ts'
import type { StageHand } from './stage-hand.ts'

export type PanelRoutes = ReturnType<typeof createPanelRoutes>

const knobs: readonly Knob[] = [...inquiryKnobs, ...emulatorKnobs]

/** The panel's routes. They exist only where the emulator stands in for Persona. */
export function createPanelRoutes(signIn: SignIn, stageHand: StageHand) {
  return new Hono()
    .get('/', async (context) => {
      const person = await signIn.person(context.req.raw)
      return context.json(person === null ? null : await stageHand.state(person.id))
    })
    .post('/:knob', async (context) => {
      const person = await signIn.person(context.req.raw)
      if (person === null) return context.json({ error: 'Sign in to the bank first.' }, 401)
      const knob = knobs.find((name) => name === context.req.param('knob'))
      if (knob === undefined) return context.json({ error: 'There is no such knob.' }, 404)
      try {
        await stageHand.turn(person.id, knob)
      } catch (error) {
        return context.json({ error: error instanceof Error ? error.message : String(error) }, 409)
      }
      return context.json(await stageHand.state(person.id), 200)
    })
}
