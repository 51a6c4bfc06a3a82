import { isRecord } from '../wire/is-record.ts'
import type { FlowEffect } from './machine-types.ts'
import type { FlowCallbacks } from './options.ts'

/** An effect that only tells the host something. */
export type Notification = Extract<FlowEffect, { type: `notify.${string}` }>

/** Tells the host what a notification says. */
export function notifyHost(
  callbacks: FlowCallbacks,
  notification: Notification,
  inquiryId: string | undefined,
): void {
  switch (notification.type) {
    case 'notify.ready':
      if (inquiryId !== undefined) tell(() => callbacks.onReady?.({ inquiryId }))
      break
    case 'notify.recover': {
      const { cause, attempt } = notification
      if (inquiryId !== undefined) tell(() => callbacks.onRecover?.({ inquiryId, cause, attempt }))
      break
    }
    case 'notify.open_change':
      tell(() => callbacks.onOpenChange?.(false))
      break
    case 'notify.cancel':
      tell(() => callbacks.onCancel?.({ inquiryId }))
      break
    case 'notify.complete': {
      if (inquiryId === undefined) break
      const { status, source, fields } = notification
      const completion = { inquiryId, status, source }
      tell(() => callbacks.onComplete?.(isRecord(fields) ? { ...completion, fields } : completion))
      break
    }
    case 'notify.error':
      tell(() => callbacks.onError?.(notification.error))
      break
    case 'notify.inquiry_change': {
      const { inquiryId: current, previousInquiryId } = notification
      tell(() => callbacks.onInquiryChange?.({ inquiryId: current, previousInquiryId }))
    }
  }
}

/** Calls the host, whose mistakes are reported and do not stop the flow. */
export function tell(call: () => void): void {
  try {
    call()
  } catch (error) {
    reportError(error)
  }
}
