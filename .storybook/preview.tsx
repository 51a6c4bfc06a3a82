import '@resumable-inquiry/react/styles.css'
import type { Args, Preview, StoryContext } from '@storybook/react-vite'
import { type ReactNode, StrictMode, useEffect, useState } from 'react'
import { FORCE_REMOUNT } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'
import { describeProps } from './describe-props.ts'
import { docsComponents, DocsPage } from './docs-page.tsx'
import { toCode } from './story-code.ts'

/** Parameters of a story that say which code a host writes for it. */
interface CodeParameters {
  /** Name of the type whose table the story has. */
  readonly props?: string
  /** Returns the props for arguments that are none. */
  readonly toProps?: (args: Args) => Args
}

const preview: Preview = {
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { sort: 'none' },
    docs: {
      container: DocsPage,
      components: docsComponents,
      codePanel: true,
      source: {
        transform: (code: string, { args, parameters }: StoryContext) => {
          const { props, toProps } = parameters as CodeParameters
          return props === 'ResumableInquiryProps' ? toCode(toProps?.(args) ?? args) : code
        },
      },
    },
    viewport: {
      options: {
        desktop: { name: 'Desktop', styles: { width: '1280px', height: '800px' } },
        phone: { name: 'Phone', styles: { width: '390px', height: '844px' } },
      },
    },
    options: {
      storySort: {
        order: [
          'Introduction',
          'ResumableInquiry',
          'useResumableInquiry',
          'States',
          ['Modal', 'Inline'],
          'Recoveries',
          'Errors',
          'ContinueElsewhere',
          'Your design',
          ['Theming', 'Slots', 'Texts'],
          'Screens',
          'On the emulator',
        ],
      },
    },
  },
  globalTypes: {
    colorScheme: {
      description: 'Color scheme of the page, the widget and the overlay',
      toolbar: {
        icon: 'mirror',
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { colorScheme: 'light' },
  argTypesEnhancers: [describeProps],
  decorators: [
    (Story, { id, args, globals }) => {
      const ownVariant: unknown = args['styleVariant']
      const isDark = (ownVariant ?? globals['colorScheme']) === 'dark'
      const { documentElement } = document
      documentElement.dataset['colorScheme'] = documentElement.style.colorScheme = isDark
        ? 'dark'
        : 'light'
      const props = { ...args, styleVariant: ownVariant ?? (isDark ? 'dark' : 'base') }
      return (
        <StrictMode>
          <Restarted storyId={id} args={props}>
            <Story args={props} />
          </Restarted>
        </StrictMode>
      )
    },
  ],
}

export default preview

/** What takes effect without a new widget: `appearance`, and what the stories about it call its values. */
const appliedAtOnce = [
  'appearance',
  'accent',
  'onAccent',
  'surface',
  'backdrop',
  'radius',
  'font',
  'caution',
]

/**
 * Starts the story over when a control has changed: most props count at the next boot of the widget, and
 * `play` brings the flow back into its state.
 */
function Restarted({
  storyId,
  args,
  children,
}: {
  storyId: string
  args: Readonly<Record<string, unknown>>
  children: ReactNode
}): ReactNode {
  const [first] = useState(args)
  const hasChanged = Object.keys({ ...first, ...args }).some(
    (name) => first[name] !== args[name] && !appliedAtOnce.includes(name),
  )
  useEffect(() => {
    if (hasChanged) addons.getChannel().emit(FORCE_REMOUNT, { storyId })
  }, [hasChanged, storyId])
  return children
}
