import type { TokenSession } from '../src/wire/inquiry-session.ts'

export const inquiryId = 'inq_a'
export const pending: TokenSession = {
  inquiryId,
  status: 'pending',
  sessionToken: 'a token',
  expiresIn: 3600,
}
