import { printError } from '../development.ts'
import { isRecord } from '../wire/is-record.ts'
import type { FlowEffect } from './machine-types.ts'
import type { FlowCallbacks } from './options.ts'

const granularEvents: ReadonlySet<string> = new Set(['click', 'form-update', 'step-transitioning'])
const secretKeys: ReadonlySet<string> = new Set(['sessionToken', 'fields', 'scopes'])

/** An effect that calls back the host, and does nothing else. */
export type Notification = Extract<FlowEffect, { type: `notify.${string}` }>

/** Returns whether an effect only calls back the host. */
export function isNotification(effect: FlowEffect): effect is Notification {
  return effect.type.startsWith('notify.')
}

/** Calls the host's callback for a notification, and prints an error. Throws what the host throws. */
export function notifyHost(
  callbacks: FlowCallbacks,
  notification: Notification,
  inquiryId: string | undefined,
): void {
  switch (notification.type) {
    case 'notify.ready':
      if (inquiryId !== undefined) callbacks.onReady?.({ inquiryId })
      break
    case 'notify.recover': {
      const { cause, attempt } = notification
      if (inquiryId !== undefined) callbacks.onRecover?.({ inquiryId, cause, attempt })
      break
    }
    case 'notify.open_change':
      callbacks.onOpenChange?.(false)
      break
    case 'notify.cancel':
      callbacks.onCancel?.({ inquiryId })
      break
    case 'notify.complete': {
      if (inquiryId === undefined) break
      const { status, source, fields } = notification
      const completion = { inquiryId, status, source }
      callbacks.onComplete?.(isRecord(fields) ? { ...completion, fields } : completion)
      break
    }
    case 'notify.error':
      printError(notification.error)
      callbacks.onError?.(notification.error)
      break
    case 'notify.inquiry_change': {
      const { inquiryId: current, previousInquiryId } = notification
      callbacks.onInquiryChange?.({ inquiryId: current, previousInquiryId })
    }
  }
}

/** Returns whether the host wants an event. By default the SDK leaves granular ones out. */
export function isVisibleEvent(
  name: string,
  allowlist: readonly string[] | 'all' | undefined,
): boolean {
  if (allowlist === 'all') return true
  return allowlist === undefined ? !granularEvents.has(name) : allowlist.includes(name)
}

/** Returns an event's metadata without tokens and without what the person filled in. */
export function withoutSecrets(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([key]) => !secretKeys.has(key))
      .map(([key, value]) => [key, withoutNestedSecrets(value)]),
  )
}

function withoutNestedSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNestedSecrets)
  return isRecord(value) ? withoutSecrets(value) : value
}
