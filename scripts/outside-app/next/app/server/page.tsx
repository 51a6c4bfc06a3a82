import { ResumableInquiry } from '@resumable-inquiry/react'
import { type PageProps, readOptions } from '../options.ts'

/** A server component whose flow opens by itself. */
export default async function Page(props: PageProps) {
  return <ResumableInquiry {...await readOptions(props)} />
}
