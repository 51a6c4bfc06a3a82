/** What the page knows about the person who is signed in. */
export interface Me {
  id: string
  firstName: string
  lastName: string
  /** Their current inquiry, where they have one. */
  inquiryId: string | null
  /** When Persona's latest news of that inquiry happened, as of ISO 8601; `null` without any. */
  inquiryChangedAt: string | null
}

/** What the page must know before it shows anything. */
export interface PageConfig {
  /** Where the emulator's widget is; `null` for Persona's own. */
  customHost: string | null
  /** Whether the emulator runs in the demo, so that things can be made to happen to it. */
  hasPanel: boolean
}
