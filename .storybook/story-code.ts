import { propDocs } from 'virtual:prop-docs'

/** Names of the props, in the order of the table. Stories have arguments of their own besides. */
const names = propDocs.ResumableInquiryProps.map(({ name }) => name)

/** Values that a host leaves out. */
const defaults: Readonly<Record<string, unknown>> = { presentation: 'modal', styleVariant: 'base' }

/** Returns the code that a host writes for a story of the component: its props as JSX. */
export function toCode(args: Readonly<Record<string, unknown>>): string {
  const props = names
    .filter((name) => name !== 'open')
    .map((name) => [name, args[name]] as const)
    // The callbacks of the stories only record their calls.
    .filter(([, value]) => value !== undefined && typeof value !== 'function')
    .filter(([name, value]) => value !== defaults[name])
    .map(([name, value]) => (name === 'inquiryId' ? 'inquiryId={inquiryId}' : toProp(name, value)))
  const control = args['open'] === undefined ? [] : ['open={open}', 'onOpenChange={setOpen}']
  const lines = [...props, ...control].map((line) => `  ${line.replaceAll('\n', '\n  ')}`)
  return `<ResumableInquiry\n${lines.join('\n')}\n/>`
}

function toProp(name: string, value: unknown): string {
  if (typeof value === 'string') return `${name}="${value}"`
  if (value === true) return name
  return `${name}={${toLiteral(value)}}`
}

function toLiteral(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
    .replaceAll(/"([A-Za-z]\w*)":/g, '$1:')
    .replaceAll(/"/g, "'")
}
