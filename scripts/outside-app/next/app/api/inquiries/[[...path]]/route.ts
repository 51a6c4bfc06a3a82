import { createInquiryHandler } from '@resumable-inquiry/server'
import { persona } from '../../../persona.ts'

const handler = createInquiryHandler({
  persona,
  basePath: '/api/inquiries',
  authenticate: async ({ headers }) =>
    headers.get('cookie')?.includes('user=ada') === true ? { id: 'ada' } : null,
  authorize: async ({ inquiryId }) => inquiryId === process.env['INQUIRY_ID'],
  log: () => {},
})

export { handler as GET, handler as POST, handler as OPTIONS }
