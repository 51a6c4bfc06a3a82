import type { PersonaEmulator, WebhookDeliveryRecord } from '@resumable-inquiry/emulator'
import type { InquiryOwnership } from '../database/inquiry-ownership.ts'
import { returningPerson } from '../people.ts'
import {
  type Control,
  type EmulatorControl,
  type InquiryControl,
  isInquiryControl,
  type PlaygroundDelivery,
  type PlaygroundState,
  type WidgetBehavior,
  widgetBehaviors,
} from '../playground-contract.ts'

/** Persona's default, which the emulator uses too. */
const sessionCap = 25

/** Controls the emulator for one person at a time. */
export interface DemoController {
  getState(personId: string): Promise<PlaygroundState>
  /** @throws when the emulator cannot do that now; the message says why. */
  apply(personId: string, control: Control): Promise<void>
  /** Gives the returning person a half-done inquiry, in place of any they had. */
  loadFixture(): Promise<void>
}

/**
 * Creates the controller of an emulator.
 *
 * @param createInquiry creates an inquiry at Persona, as the back end does, and returns its id
 * @param forgetInquiry forgets what the back end's client of Persona remembers of an inquiry
 */
export function createDemoController(
  emulator: PersonaEmulator,
  ownership: InquiryOwnership,
  createInquiry: (personId: string) => Promise<string>,
  forgetInquiry: (inquiryId: string) => void,
): DemoController {
  const { simulate } = emulator
  const findInquiry = async (personId: string) => {
    const id = await ownership.find(personId)
    return emulator.inquiries().find((inquiry) => inquiry.id === id)
  }

  const startWidgets = (behavior: WidgetBehavior) => {
    simulate.widget(behavior === 'slow' ? { behavior, delay: 4_000 } : { behavior })
  }

  // The dashboard of the same emulator sets and clears faults too.
  const getFaults = (): Pick<PlaygroundState, 'network' | 'widget'> => {
    const faults = emulator.activeFaults()
    const behavior = faults.findLast(({ fault }) => fault === 'widget')?.argument['behavior']
    return {
      network: faults.some(({ fault }) => fault === 'cutNetwork') ? 'cut' : 'up',
      widget: widgetBehaviors.find((known) => known === behavior) ?? 'normal',
    }
  }

  const restartPersona = () => {
    const lost = emulator.inquiries()
    emulator.reset()
    // No webhook says that they are gone.
    for (const { id } of lost) forgetInquiry(id)
  }

  const loadFixture = async () => {
    const { id, firstName, lastName, birthdate } = returningPerson
    const inquiryId = await createInquiry(id)
    simulate.startInquiry({
      inquiryId,
      step: 'document',
      answers: { 'name-first': firstName, 'name-last': lastName, birthdate },
    })
    await ownership.claim(id, inquiryId, (await ownership.find(id)) ?? undefined)
  }

  const inquiryActions: Record<InquiryControl, (inquiryId: string) => void> = {
    kill_unauthenticated: (inquiryId) =>
      simulate.killSession({ inquiryId, report: 'unauthenticated' }),
    kill_unknown: (inquiryId) => simulate.killSession({ inquiryId, report: 'unknown' }),
    kill_unreported: (inquiryId) => simulate.killSession({ inquiryId, report: 'none' }),
    expire: (inquiryId) => simulate.expireInquiry({ inquiryId }),
    approve: (inquiryId) => simulate.decideInquiry({ inquiryId, status: 'approved' }),
    decline: (inquiryId) => simulate.decideInquiry({ inquiryId, status: 'declined' }),
  }

  const emulatorActions: Record<EmulatorControl, () => void | Promise<void>> = {
    widget_normal: () => startWidgets('normal'),
    widget_slow: () => startWidgets('slow'),
    widget_hang: () => startWidgets('hang'),
    widget_crash: () => startWidgets('crash'),
    network_cut: () => simulate.cutNetwork(),
    network_restore: () => simulate.restoreNetwork(),
    restart_persona: restartPersona,
    begin_again: () => {
      restartPersona()
      return loadFixture()
    },
  }

  return {
    async getState(personId) {
      const inquiry = await findInquiry(personId)
      return {
        inquiry: inquiry ? { id: inquiry.id, status: inquiry.status, step: inquiry.step } : null,
        sessions: inquiry
          ? emulator
              .sessions(inquiry.id)
              .map(({ id, status, createdBy }) => ({ id, status, createdBy }))
          : [],
        sessionCap,
        deliveries: inquiry ? emulator.webhookDeliveries(inquiry.id).map(toDelivery) : [],
        ...getFaults(),
      }
    },

    async apply(personId, control) {
      if (!isInquiryControl(control)) {
        await emulatorActions[control]()
        return
      }
      const inquiry = await findInquiry(personId)
      if (inquiry === undefined) {
        throw new Error('There is no inquiry yet. Start the verification first.')
      }
      inquiryActions[control](inquiry.id)
    },

    loadFixture,
  }
}

function toDelivery({ eventId, event, status }: WebhookDeliveryRecord): PlaygroundDelivery {
  return { eventId, event, status }
}
