import { type PageProps, readOptions } from '../options.ts'
import { WithHook } from '../verification.tsx'

export default async function Page(props: PageProps) {
  return <WithHook {...await readOptions(props)} />
}
