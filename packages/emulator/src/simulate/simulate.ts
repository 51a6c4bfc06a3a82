import type { Answers } from '../entities/answers.ts'
import type { InquiryDecision } from '../entities/inquiry.ts'
import type { SessionReport } from '../entities/inquiry-session.ts'
import type { Step } from '../entities/step.ts'
import type { ApiFailure } from '../faults/api-failure.ts'
import type { FrameRefusal } from '../faults/frame-refusal.ts'
import type { MessageFate } from '../faults/message-fate.ts'
import type { WidgetPart } from '../faults/standing-orders.ts'
import type { WebhookFate } from '../faults/webhook-fate.ts'
import type { WidgetBehaviour } from '../faults/widget-behaviour.ts'
import type { Operation } from '../operations.ts'
import type { OrderedScope, StandingOrderName } from '../records.ts'
import type { WebhookSignature } from '../webhooks/delivery.ts'
import type { WebhookOptions } from '../webhooks/webhook-options.ts'

/** Which inquiries an order is for, and how often it is carried out. */
export interface OrderScope {
  /** @default every inquiry */
  inquiryId?: string | undefined
  /** How many times, at least 1; left out, until another order for the same scope or `restore()`. */
  times?: number | undefined
}

/**
 * Everything that can be made to happen. Each is also `POST /_emulator/simulate/<name>` with the
 * name in kebab-case and the same argument as JSON.
 */
export interface Simulate {
  /** Ends all live sessions of an inquiry. Open widgets notice at once. */
  killSession(order: { inquiryId: string; report?: SessionReport | undefined }): void
  /** Ends every session the moment a widget loads with it. `never` takes the order back. */
  killOnLoad(order?: OrderScope & { report?: SessionReport | 'never' | undefined }): void
  /** Expires an inquiry with its sessions and links, as if its time were over. */
  expireInquiry(order: { inquiryId: string; report?: SessionReport | undefined }): void
  /** Gives an inquiry a final status, as a workflow or a reviewer would. Ends its sessions. */
  decideInquiry(order: { inquiryId: string; status: InquiryDecision }): void
  /**
   * Makes an inquiry `pending` with answers saved, photos handed in and no session, as if the person
   * had begun on another device. Starts at `document` with made-up answers unless told otherwise.
   */
  startInquiry(order: {
    inquiryId: string
    answers?: Answers | undefined
    step?: string | undefined
  }): void
  /**
   * Publishes a new version of the template, so that every inquiry before it is outdated. It has
   * the steps of the version before unless it is given its own.
   */
  publishTemplateVersion(order?: { steps?: readonly Step[] | undefined }): void
  /** How widgets start from now on. */
  widget(order: WidgetBehaviour & OrderScope): void
  /** Makes the frame refuse to be framed, as Persona does on a domain that is not allowed. */
  refuseFrame(
    order?: OrderScope & {
      /** @default 'x-frame-options' */
      header?: FrameRefusal | undefined
    },
  ): void
  /** Loses or doubles messages on their way from widgets to the pages around them. */
  messages(
    order: OrderScope & {
      fate: MessageFate
      /** Such as `ready` or `complete`. @default every message */
      name?: string | undefined
    },
  ): void
  /** Makes every open widget of an inquiry post an SDK error now; its screen stays as it is. */
  reportError(order: {
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
  failApi(order: ApiFailure & OrderScope & { operation?: Operation | undefined }): void
  /** Makes what browsers ask for fail: the widget's page, its assets, its back end, and links. */
  failWidget(
    order: ApiFailure &
      OrderScope & {
        /** @default every part */
        part?: WidgetPart | undefined
      },
  ): void
  /** Moves the emulator's clock forward. What falls due on the way happens. */
  advanceTime(order: { seconds: number }): void
  /** Sets the emulator's clock to a time in ISO 8601, forward or back. It runs on from there. */
  setTime(order: { at: string }): void
  /** Lets the emulator's clock stand still, but for `advanceTime` and `setTime`. */
  freezeTime(): void
  /** Lets the emulator's clock run again, from where it stands. */
  runTime(): void
  /** Sends events to one more place on this machine, until `reset()`. */
  addWebhook(order: WebhookOptions): void
  /** How events are sent to webhooks from now on: once, twice each, or held back. */
  webhooks(order: OrderScope & { delivery: WebhookFate }): void
  /** Sends the events that are held, in the order in which they happened or the reverse. */
  releaseWebhooks(order?: { reversed?: boolean | undefined }): void
  /** Sends an event once more to every webhook that it was sent to, with attempts of its own. */
  redeliverEvent(order: {
    eventId: string
    /** `stale` is of a day ago, `wrong` of another secret. @default 'valid' */
    signature?: WebhookSignature | undefined
  }): void
  /** Signs with another secret from now on. */
  rotateWebhookSecret(order: {
    secret: string
    /** Seconds in which the secret before is used, too. @default 86,400 */
    overlap?: number | undefined
    /** Of the webhooks that have this URL only. @default every webhook, and those added later */
    url?: string | undefined
  }): void
  /** Takes back the one standing order that is for exactly this scope. */
  takeBack(order: OrderedScope & { order: StandingOrderName }): void
  /**
   * Takes back every standing order: the network is there again, and the clock runs. What was stored
   * stays, and the time that was moved to.
   */
  restore(): void
}
