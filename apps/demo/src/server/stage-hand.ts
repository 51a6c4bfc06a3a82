import type { PersonaEmulator, WebhookDeliveryRecord } from '@resumable-inquiry/emulator'
import type { InquiryOwnership } from '../database/inquiry-ownership.ts'
import {
  type EmulatorKnob,
  type InquiryKnob,
  isInquiryKnob,
  type Knob,
  type PanelDelivery,
  type PanelState,
  type WidgetBehavior,
} from '../panel-contract.ts'
import { returningPerson } from '../people.ts'

/** Persona's default, which the emulator keeps to. */
const sessionCap = 25

/** Turns the emulator's knobs for one person at a time, and tells what came of it. */
export interface StageHand {
  state(personId: string): Promise<PanelState>
  /** @throws when the emulator cannot do that now; the message says why. */
  turn(personId: string, knob: Knob): Promise<void>
  /** Gives the returning person an inquiry that is half done, in place of any they had. */
  setScene(): Promise<void>
}

/** `createInquiry` makes an inquiry at Persona as the back end would. */
export function createStageHand(
  emulator: PersonaEmulator,
  ownership: InquiryOwnership,
  createInquiry: (personId: string) => Promise<string>,
): StageHand {
  const { simulate } = emulator
  let network: PanelState['network'] = 'up'
  let widget: WidgetBehavior = 'normal'

  const findInquiry = async (personId: string) => {
    const id = await ownership.find(personId)
    return emulator.inquiries().find((inquiry) => inquiry.id === id)
  }

  const startWidgets = (behavior: WidgetBehavior) => {
    widget = behavior
    simulate.widget(behavior === 'slow' ? { behavior, delay: 4_000 } : { behavior })
  }

  const forgetEverything = () => {
    emulator.reset()
    simulate.restore()
    network = 'up'
    widget = 'normal'
  }

  const setScene = async () => {
    const { id, firstName, lastName, birthdate } = returningPerson
    const inquiryId = await createInquiry(id)
    simulate.startInquiry({
      inquiryId,
      step: 'document',
      answers: { 'name-first': firstName, 'name-last': lastName, birthdate },
    })
    await ownership.claim(id, inquiryId, (await ownership.find(id)) ?? undefined)
  }

  const inquiryTurns: Record<InquiryKnob, (inquiryId: string) => void> = {
    kill_unauthenticated: (inquiryId) =>
      simulate.killSession({ inquiryId, report: 'unauthenticated' }),
    kill_unknown: (inquiryId) => simulate.killSession({ inquiryId, report: 'unknown' }),
    kill_silence: (inquiryId) => simulate.killSession({ inquiryId, report: 'none' }),
    expire: (inquiryId) => simulate.expireInquiry({ inquiryId }),
    approve: (inquiryId) => simulate.decideInquiry({ inquiryId, status: 'approved' }),
    decline: (inquiryId) => simulate.decideInquiry({ inquiryId, status: 'declined' }),
  }

  const emulatorTurns: Record<EmulatorKnob, () => void | Promise<void>> = {
    widget_normal: () => startWidgets('normal'),
    widget_slow: () => startWidgets('slow'),
    widget_hang: () => startWidgets('hang'),
    widget_crash: () => startWidgets('crash'),
    network_cut: () => {
      network = 'cut'
      simulate.cutNetwork()
    },
    network_restore: () => {
      network = 'up'
      simulate.restoreNetwork()
    },
    forget_everything: forgetEverything,
    begin_again: () => {
      forgetEverything()
      return setScene()
    },
  }

  return {
    async state(personId) {
      const inquiry = await findInquiry(personId)
      return {
        inquiry: inquiry ? { id: inquiry.id, status: inquiry.status, step: inquiry.step } : null,
        sessions: inquiry
          ? emulator
              .sessions(inquiry.id)
              .map(({ id, status, createdBy }) => ({ id, status, createdBy }))
          : [],
        sessionCap,
        deliveries: inquiry ? emulator.webhookDeliveries(inquiry.id).map(describeDelivery) : [],
        network,
        widget,
      }
    },

    async turn(personId, knob) {
      if (!isInquiryKnob(knob)) {
        await emulatorTurns[knob]()
        return
      }
      const inquiry = await findInquiry(personId)
      if (inquiry === undefined) {
        throw new Error('There is no inquiry yet. Start the verification first.')
      }
      inquiryTurns[knob](inquiry.id)
    },

    setScene,
  }
}

function describeDelivery({ eventId, event, status }: WebhookDeliveryRecord): PanelDelivery {
  return { eventId, event, status }
}
