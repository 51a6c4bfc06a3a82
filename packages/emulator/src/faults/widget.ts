import { z } from 'zod'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { isLive } from '../lifecycle/sessions.ts'
import type { MessageDeliveryMode, SdkError } from '../widget-contract.ts'
import {
  defineFault,
  delay,
  type Fault,
  faultOptions,
  type FaultOptions,
  inquiryId,
  type LastingFault,
} from './fault.ts'

const sdkError = { status: z.number(), code: z.string(), message: z.string().optional() }

/** How a widget starts. */
export type WidgetBehavior =
  | { behavior: 'normal' }
  /** Loads its document and never becomes ready; the session stays unused. */
  | { behavior: 'hang' }
  /** Becomes ready after `delay` milliseconds. */
  | { behavior: 'slow'; delay: number }
  /** Loads with its session, then posts `application_error` with status 0. */
  | { behavior: 'crash' }
  /** Loads with its session, then posts the given SDK error. */
  | ({ behavior: 'error' } & SdkError)

/** Changes how widgets start. */
export const widget: LastingFault<WidgetBehavior & FaultOptions> = defineFault({
  name: 'widget',
  group: 'Widget',
  label: 'Change how widgets start',
  summary: 'They hang, crash, start late, or start with an SDK error.',
  active: 'Widgets',
  argument: z.discriminatedUnion('behavior', [
    z.strictObject({ ...faultOptions, behavior: z.enum(['normal', 'hang', 'crash']) }),
    z.strictObject({ ...faultOptions, behavior: z.literal('slow'), delay }),
    z.strictObject({ ...faultOptions, ...sdkError, behavior: z.literal('error') }),
  ]),
  apply: (emulator, argument) => void emulator.faults.add('widget', argument),
})

/** Drops or duplicates messages from widgets to the pages around them. */
export const messages: LastingFault<
  FaultOptions & {
    delivery: MessageDeliveryMode
    /** Such as `ready` or `complete`. @default every message */
    name?: string | undefined
  }
> = defineFault({
  name: 'messages',
  group: 'Widget',
  label: 'Drop or duplicate messages',
  summary: 'What the widget posts to the page around it.',
  active: 'Messages',
  argument: z.strictObject({
    ...faultOptions,
    name: z.string().min(1).meta({ whenEmpty: 'every message' }).optional(),
    delivery: z.enum(['deliver', 'drop', 'duplicate']),
  }),
  apply(emulator, argument) {
    emulator.faults.add('messages', argument)
    emulator.widgets.publishToAll({ name: 'message-fault' })
  },
})

/** Makes every open widget of an inquiry post an SDK error; its screen stays. */
export const reportError: Fault<{ inquiryId: string } & SdkError> = defineFault({
  name: 'reportError',
  group: 'Widget',
  label: 'Report an SDK error',
  summary: 'Open widgets of an inquiry post it now and stay as they are.',
  argument: z.strictObject({ inquiryId, ...sdkError }),
  apply(emulator, { inquiryId: id, ...error }) {
    for (const session of emulator.store.sessions.of(findInquiry(emulator, id).id)) {
      if (isLive(emulator, session)) {
        emulator.widgets.publish(session.id, { name: 'sdk-error', error })
      }
    }
  },
})
