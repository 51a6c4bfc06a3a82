/** The signed-in person. */
export interface Me {
  id: string
  firstName: string
  lastName: string
  /** Their current inquiry; `null` if there is none. */
  inquiryId: string | null
  /** Time of Persona's latest event about that inquiry, in ISO 8601; `null` if there is none. */
  inquiryChangedAt: string | null
}

/** What the page has to know before it shows anything. */
export interface PageConfig {
  /** Host of an emulator's widget; `null` on real Persona. */
  customHost: string | null
  /** Whether the emulator runs in the demo's own process, where the panel can control it. */
  hasEmulator: boolean
}
