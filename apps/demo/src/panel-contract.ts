/** What the panel can do to the person's inquiry. */
export const inquiryKnobs = [
  'kill_unauthenticated',
  'kill_unknown',
  'kill_silence',
  'expire',
  'approve',
  'decline',
] as const

/** What the panel can do to the emulator as a whole. */
export const emulatorKnobs = [
  'widget_normal',
  'widget_slow',
  'widget_hang',
  'widget_crash',
  'network_cut',
  'network_restore',
  'forget_everything',
  'begin_again',
] as const

export type InquiryKnob = (typeof inquiryKnobs)[number]
export type EmulatorKnob = (typeof emulatorKnobs)[number]
export type Knob = InquiryKnob | EmulatorKnob

/** Tells the knobs of the person's inquiry from the others. */
export function isInquiryKnob(knob: Knob): knob is InquiryKnob {
  const names: readonly Knob[] = inquiryKnobs
  return names.includes(knob)
}

/** How the emulator's widgets start from now on. */
export type WidgetBehavior = 'normal' | 'slow' | 'hang' | 'crash'

/** A session that was created for the person's inquiry. */
export interface PanelSession {
  id: string
  status: 'new' | 'active' | 'expired'
  /** The back end by one of Persona's calls, or the widget by itself. */
  createdBy: 'resume' | 'inquiry_session' | 'inquiry' | 'widget'
}

/** One of Persona's events on its way to the bank. */
export interface PanelDelivery {
  eventId: string
  event: string
  status: 'held' | 'under_way' | 'waiting' | 'delivered' | 'given_up'
}

/** What the emulator knows about the person's inquiry, and which knobs are turned. */
export interface PanelState {
  inquiry: { id: string; status: string; step: string } | null
  sessions: PanelSession[]
  sessionCap: number
  /** Oldest first. */
  deliveries: PanelDelivery[]
  network: 'up' | 'cut'
  widget: WidgetBehavior
}
