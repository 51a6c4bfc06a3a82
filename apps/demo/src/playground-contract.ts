/** Controls that act on the person's inquiry. */
export const inquiryControls = [
  'kill_unauthenticated',
  'kill_unknown',
  'kill_unreported',
  'expire',
  'approve',
  'decline',
] as const

/** Controls that act on the emulator as a whole. */
export const emulatorControls = [
  'widget_normal',
  'widget_slow',
  'widget_hang',
  'widget_crash',
  'network_cut',
  'network_restore',
  'restart_persona',
  'begin_again',
] as const

export type InquiryControl = (typeof inquiryControls)[number]
export type EmulatorControl = (typeof emulatorControls)[number]
export type Control = InquiryControl | EmulatorControl

/** Whether a control acts on the person's inquiry. */
export function isInquiryControl(control: Control): control is InquiryControl {
  const names: readonly Control[] = inquiryControls
  return names.includes(control)
}

/** How the emulator's widgets start. */
export const widgetBehaviors = ['normal', 'slow', 'hang', 'crash'] as const
export type WidgetBehavior = (typeof widgetBehaviors)[number]

/** A session that was created for the person's inquiry. */
export interface PlaygroundSession {
  id: string
  status: 'new' | 'active' | 'expired'
  /** The call of the back end that created it, or the widget. */
  createdBy: 'resume' | 'inquiry_session' | 'inquiry' | 'widget'
}

/** The delivery of one of Persona's events to the bank. */
export interface PlaygroundDelivery {
  eventId: string
  event: string
  status: 'held' | 'under_way' | 'waiting' | 'delivered' | 'given_up'
}

/** What the emulator knows about the person's inquiry, and how it is set. */
export interface PlaygroundState {
  inquiry: { id: string; status: string; step: string } | null
  sessions: PlaygroundSession[]
  sessionCap: number
  /** Oldest first. */
  deliveries: PlaygroundDelivery[]
  network: 'up' | 'cut'
  widget: WidgetBehavior
}
