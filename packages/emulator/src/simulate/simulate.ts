import type { Answers } from '../entities/answers.ts'
import type { InquiryDecision } from '../entities/inquiry.ts'
import type { SessionReport } from '../entities/inquiry-session.ts'
import type { Step } from '../entities/step.ts'
import type { ApiFailure } from '../faults/api-failure.ts'
import type { FrameRefusal } from '../faults/frame-refusal.ts'
import type { MessageDeliveryMode } from '../faults/message-delivery.ts'
import type { WidgetPart } from '../faults/active-faults.ts'
import type { WebhookDeliveryMode } from '../faults/webhook-delivery-mode.ts'
import type { WidgetBehavior } from '../faults/widget-behavior.ts'
import type { Operation } from '../operations.ts'
import type { ActiveFaultScope, ActiveFaultName } from '../records.ts'
import type { WebhookSignature } from '../webhooks/delivery.ts'
import type { WebhookOptions } from '../webhooks/webhook-options.ts'

/** Which inquiries a fault is for, and how often it applies. */
export interface FaultScope {
  /** @default every inquiry */
  inquiryId?: string | undefined
  /** How many times, at least 1; left out, until another fault for the same scope or `restore()`. */
  times?: number | undefined
}

/**
 * Everything that can be made to happen. Each is also `POST /_emulator/simulate/<name>` with the
 * name in kebab-case and the same argument as JSON.
 */
export interface Simulate {
  /** Ends all live sessions of an inquiry. Open widgets notice at once. */
  killSession(fault: { inquiryId: string; report?: SessionReport | undefined }): void
  /** Ends every session the moment a widget loads with it. `never` clears the fault. */
  killOnLoad(fault?: FaultScope & { report?: SessionReport | 'never' | undefined }): void
  /** Expires an inquiry with its sessions and links, as if its time were over. */
  expireInquiry(fault: { inquiryId: string; report?: SessionReport | undefined }): void
  /** Gives an inquiry a final status, as a workflow or a reviewer would. Ends its sessions. */
  decideInquiry(fault: { inquiryId: string; status: InquiryDecision }): void
  /**
   * Makes an inquiry `pending` with answers saved, photos handed in and no session, as if the person
   * had begun on another device. Starts at `document` with made-up answers unless told otherwise.
   */
  startInquiry(fault: {
    inquiryId: string
    answers?: Answers | undefined
    step?: string | undefined
  }): void
  /**
   * Publishes a new version of the template, so that every inquiry before it is outdated. It has
   * the steps of the version before unless it is given its own.
   */
  publishTemplateVersion(fault?: { steps?: readonly Step[] | undefined }): void
  /** How widgets start from now on. */
  widget(fault: WidgetBehavior & FaultScope): void
  /** Makes the frame refuse to be framed, as Persona does on a domain that is not allowed. */
  refuseFrame(
    fault?: FaultScope & {
      /** @default 'x-frame-options' */
      header?: FrameRefusal | undefined
    },
  ): void
  /** Loses or doubles messages on their way from widgets to the pages around them. */
  messages(
    fault: FaultScope & {
      delivery: MessageDeliveryMode
      /** Such as `ready` or `complete`. @default every message */
      name?: string | undefined
    },
  ): void
  /** Makes every open widget of an inquiry post an SDK error now; its screen stays as it is. */
  reportError(fault: {
    inquiryId: string
    status: number
    code: string
    message?: string | undefined
  }): void
  /** Resets every connection but those to `/_emulator`, and every new one. */
  cutNetwork(): void
  restoreNetwork(): void
  /**
   * Makes REST calls fail. An inquiry's calls are those that name it in their path, or a session of
   * it, and the one that creates a session for it.
   */
  failApi(fault: ApiFailure & FaultScope & { operation?: Operation | undefined }): void
  /** Makes what browsers ask for fail: the widget's page, its assets, its back end, and links. */
  failWidget(
    fault: ApiFailure &
      FaultScope & {
        /** @default every part */
        part?: WidgetPart | undefined
      },
  ): void
  /** Moves the emulator's clock forward. What falls due on the way happens. */
  advanceTime(fault: { seconds: number }): void
  /** Sets the emulator's clock to a time in ISO 8601, forward or back. It runs on from there. */
  setTime(fault: { at: string }): void
  /** Lets the emulator's clock stand still, but for `advanceTime` and `setTime`. */
  freezeTime(): void
  /** Lets the emulator's clock run again, from where it stands. */
  runTime(): void
  /** Sends events to one more place on this machine, until `reset()`. */
  addWebhook(fault: WebhookOptions): void
  /** How events are sent to webhooks from now on: once, twice each, or held back. */
  webhooks(fault: FaultScope & { delivery: WebhookDeliveryMode }): void
  /** Sends the events that are held, in the order in which they happened or the reverse. */
  releaseWebhooks(fault?: { reversed?: boolean | undefined }): void
  /** Sends an event once more to every webhook that it was sent to, with attempts of its own. */
  redeliverEvent(fault: {
    eventId: string
    /** `stale` is of a day ago, `wrong` of another secret. @default 'valid' */
    signature?: WebhookSignature | undefined
  }): void
  /** Signs with another secret from now on. */
  rotateWebhookSecret(fault: {
    secret: string
    /** Seconds in which the secret before is used, too. @default 86,400 */
    overlap?: number | undefined
    /** Of the webhooks that have this URL only. @default every webhook, and those added later */
    url?: string | undefined
  }): void
  /** Clears the one active fault that is for exactly this scope. */
  clearFault(fault: ActiveFaultScope & { fault: ActiveFaultName }): void
  /**
   * Clears every active fault: the network is there again, and the clock runs. What was stored
   * stays, and the time that was moved to.
   */
  restore(): void
}
