import type {
  ArgTypesEnhancer,
  SBType,
  StrictArgTypes,
  StrictInputType,
} from 'storybook/internal/types'
import { propDocs } from 'virtual:prop-docs'
import type { PropDoc } from './prop-docs.ts'

/** Groups of the tables, by the types that declare the props. */
const groups: readonly (readonly [group: string, types: readonly string[]])[] = [
  ['Inquiry', ['FlowSettings', 'OpenControl']],
  ['Look', ['Slots']],
  ['Behavior', ['FlowBehavior']],
  ['Sessions', ['SessionSource']],
  ['Callbacks', ['FlowCallbacks']],
  ['Persona’s widget', ['WidgetOptions']],
]

/** Adds the table of the type that the parameter `props` of a story names. */
export const describeProps: ArgTypesEnhancer = ({ argTypes, parameters }) => {
  const rows = Object.entries(propDocs).find(([name]) => name === parameters['props'])?.[1]
  if (rows === undefined) return argTypes
  const described = Object.fromEntries(
    rows.map((row) => [row.name, { ...toArgType(row), ...argTypes[row.name] }]),
  )
  const order = groups.map(([group]) => group)
  const rank = ({ table }: StrictInputType) => order.indexOf(String(table?.category))
  const sorted = Object.entries({ ...argTypes, ...described }).sort(
    ([, one], [, other]) => rank(one) - rank(other),
  )
  return Object.fromEntries(sorted) as StrictArgTypes
}

function toArgType(row: PropDoc): StrictInputType {
  const { name, type, typeDeclaration, control, description, defaultValue, declaredIn } = row
  const [category] = groups.find(([, types]) => types.includes(declaredIn)) ?? [declaredIn]
  const hasValues = typeof control === 'object'
  return {
    name,
    description: description.replaceAll('\n', ' '),
    type: toStorybookType(control),
    ...(hasValues && { options: control }),
    control: control === 'none' ? false : { type: hasValues ? 'inline-radio' : control },
    table: {
      category,
      type: { summary: type, ...(typeDeclaration !== undefined && { detail: typeDeclaration }) },
      ...(defaultValue !== undefined && { defaultValue: { summary: defaultValue } }),
    },
  }
}

function toStorybookType(control: PropDoc['control']): SBType {
  switch (control) {
    case 'boolean':
    case 'number':
      return { name: control }
    case 'text':
      return { name: 'string' }
    case 'object':
      return { name: 'object', value: {} }
    case 'none':
      return { name: 'function' }
    default:
      return { name: 'enum', value: [...control] }
  }
}
