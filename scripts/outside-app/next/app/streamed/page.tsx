import { Suspense } from 'react'
import { type PageProps, readOptions } from '../options.ts'
import { persona } from '../persona.ts'
import { WithComponent } from '../verification.tsx'

/** A page that is sent before the status of the inquiry is known. */
export default function Page(props: PageProps) {
  return (
    <Suspense fallback={<p>Loading your account…</p>}>
      <Account {...props} />
    </Suspense>
  )
}

async function Account(props: PageProps) {
  const options = await readOptions(props)
  const { status } = await persona.retrieveInquiry(options.inquiryId)
  return (
    <>
      <p>Your verification is {status}.</p>
      <WithComponent {...options} />
    </>
  )
}
