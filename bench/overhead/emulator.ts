import { createPersonaEmulator } from '@resumable-inquiry/emulator'
import { announce } from './announce.ts'

const [, , people, apiKey = ''] = process.argv
const emulator = await createPersonaEmulator({
  apiKey,
  // Stated to both servers, and reached by neither.
  requestsPerMinute: 900_000_000,
  seed: {
    inquiries: Array.from({ length: Number(people) }, (_, index) => ({
      id: `inq_${index}`,
      status: 'pending',
    })),
  },
})
announce(emulator.apiUrl)
