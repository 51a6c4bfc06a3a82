import { ResumableInquiry, type ResumableInquiryProps } from '@resumable-inquiry/react'
import type { ArgTypes, Meta, StoryObj } from '@storybook/react-vite'
import { useInsertionEffect } from 'react'
import { expect } from 'storybook/test'
import { BankWithInquiry } from './host/bank.tsx'
import { showsError, stateIs, toComputed } from './host/checks.ts'
import { backEndAnswers, mockStory, sessionExpires } from './host/mocked-inquiry.ts'
import { isOpen } from './host/play-states.ts'

type Appearance = NonNullable<ResumableInquiryProps['appearance']>
type ThemingProps = Omit<ResumableInquiryProps, 'endpoint' | 'fetchSession'> &
  Appearance & {
    /** It is a custom property only. */
    readonly caution?: string | undefined
  }

const descriptions: Record<keyof Appearance, string> = {
  accent: 'Color of main buttons and the spinner.',
  onAccent: 'Color of the text on main buttons.',
  surface: 'Background of the panel. Give it that of your Persona theme.',
  backdrop: 'Color that covers the page, behind the widget too.',
  radius: 'Corners of the panel and of buttons. Give it those of your Persona theme.',
  font: 'Family of every text.',
}

const light = {
  accent: '#0b5d57',
  onAccent: '#ffffff',
  surface: '#fffdf8',
  backdrop: 'rgba(8, 40, 37, 0.6)',
  radius: '20px',
  font: 'Georgia, serif',
}

const dark = {
  accent: '#7fd6c9',
  onAccent: '#06302c',
  surface: '#0e2422',
  backdrop: 'rgba(0, 12, 10, 0.75)',
  radius: '20px',
  font: 'Georgia, serif',
}

const meta: Meta<ThemingProps> = {
  title: 'Your design/Theming',
  component: ResumableInquiry,
  parameters: { props: 'ResumableInquiryProps', controls: { include: /^appearance\./ }, toProps },
  argTypes: toArgTypes(descriptions, (name) => `appearance.${name}`),
  args: { inquiryId: 'inq_ada', open: true, styleVariant: 'base', ...light },
  beforeEach: mockStory,
  render: (args) => <BankWithInquiry {...toProps(args)} />,
}
export default meta

type Story = StoryObj<ThemingProps>

/** Gives each value a control, by the name under which a host sets it. */
function toArgTypes(
  values: Readonly<Record<string, string>>,
  toName: (name: string) => string,
): Partial<ArgTypes<ThemingProps>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, description]) => [
      name,
      {
        name: toName(name),
        description,
        control: name === 'radius' || name === 'font' ? 'text' : 'color',
        table: { category: 'Look', type: { summary: 'string' } },
      },
    ]),
  )
}

/** Returns the props for the values, each of which has a control of its own. */
function toProps({
  accent,
  onAccent,
  surface,
  backdrop,
  radius,
  font,
  ...props
}: ThemingProps): ResumableInquiryProps {
  return { ...props, appearance: { accent, onAccent, surface, backdrop, radius, font } }
}

/** `appearance` fits the default look to yours. Turn its values in the controls. */
export const Failed: Story = {
  name: 'Error',
  beforeEach: () => backEndAnswers('timeout'),
  play: async ({ args }) => await showsAppearance(args),
}

/** The same values during a recovery. The widget itself gets its colors from your Persona theme. */
export const Recovering: Story = {
  play: async ({ args }) => {
    await isOpen()
    await sessionExpires()
    await stateIs('recovering')
    await expect(getStyle('.resumable-inquiry-panel').borderRadius).toBe(args.radius)
  },
}

/** Colors for the dark go with `styleVariant="dark"`. */
export const Dark: Story = {
  args: { styleVariant: 'dark', ...dark },
  beforeEach: () => backEndAnswers('timeout'),
  play: async ({ args }) => await showsAppearance(args),
}

/** The values can also be custom properties, which a stylesheet sets on `:root`. */
export const CustomProperties: Story = {
  name: 'Custom properties',
  parameters: {
    controls: { include: /^--resumable-inquiry-/ },
    docs: {
      source: {
        language: 'css',
        transform: (_code: string, { args }: { args: ThemingProps }) => toStylesheet(args),
      },
    },
  },
  argTypes: toArgTypes({ ...descriptions, caution: 'Color of an error’s icon.' }, toCustomProperty),
  args: { caution: '#94520a' },
  beforeEach: () => backEndAnswers('timeout'),
  render: ({ accent, onAccent, surface, backdrop, radius, font, caution, ...props }) => (
    <>
      <RootStyles>
        {toStylesheet({ accent, onAccent, surface, backdrop, radius, font, caution })}
      </RootStyles>
      <BankWithInquiry {...props} />
    </>
  ),
  play: async ({ args }) => {
    await showsAppearance(args)
    await expect(getStyle('.resumable-inquiry-icon').color).toBe(toComputed(args.caution))
  },
}

function toCustomProperty(name: string): string {
  return `--resumable-inquiry-${name === 'onAccent' ? 'on-accent' : name}`
}

/** Returns the CSS that a host writes for the values. */
function toStylesheet(values: Partial<ThemingProps>): string {
  const { accent, onAccent, surface, backdrop, radius, font, caution } = values
  const lines = Object.entries({ accent, onAccent, surface, backdrop, radius, font, caution })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `  ${toCustomProperty(name)}: ${value};`)
  return [':root {', ...lines, '}'].join('\n')
}

function RootStyles({ children }: { children: string }): null {
  useInsertionEffect(() => {
    const style = document.createElement('style')
    style.textContent = children
    document.head.append(style)
    return () => style.remove()
  }, [children])
  return null
}

async function showsAppearance({
  accent,
  onAccent,
  surface,
  backdrop,
  radius,
  font,
}: Appearance): Promise<void> {
  await showsError('timeout', { surface })
  const button = getStyle('.resumable-inquiry-button[data-emphasis=strong]')
  await expect({ accent: button.backgroundColor, onAccent: button.color }).toEqual({
    accent: toComputed(accent),
    onAccent: toComputed(onAccent),
  })
  await expect(getStyle('.resumable-inquiry-backdrop').backgroundColor).toBe(toComputed(backdrop))
  await expect(getStyle('.resumable-inquiry-panel').borderRadius).toBe(radius)
  await expect(getStyle('.resumable-inquiry-title').fontFamily).toBe(font)
}

function getStyle(selector: string): CSSStyleDeclaration {
  const element = document.querySelector(selector)
  if (element === null) throw new Error(`There is no ${selector}.`)
  return getComputedStyle(element)
}
