import { createPersonaApi } from '@resumable-inquiry/server'

export const persona = createPersonaApi({
  apiKey: process.env['PERSONA_API_KEY'] ?? '',
  baseUrl: process.env['PERSONA_API_URL'] ?? '',
})
