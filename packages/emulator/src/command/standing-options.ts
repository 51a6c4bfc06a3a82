/** What an emulator that a developer runs is like unless told otherwise: the same every time, so that an .env file stays right. */
export const standingOptions = {
  port: 4010,
  apiKey: 'persona_sandbox_emulator',
  webhookSecret: 'wbhsec_emulator',
  templateId: 'itmpl_emulator',
} as const
