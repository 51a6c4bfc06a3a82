import { type PageProps, readOptions } from './options.ts'
import { WithComponent } from './verification.tsx'

export default async function Page(props: PageProps) {
  return <WithComponent {...await readOptions(props)} />
}
