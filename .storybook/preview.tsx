import '@resumable-inquiry/react/styles.css'
import type { Preview } from '@storybook/react-vite'
import { type ReactNode, StrictMode, useEffect, useState } from 'react'
import { FORCE_REMOUNT } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'
import { describeProps } from './describe-props.ts'

const preview: Preview = {
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true, sort: 'none' },
    docs: { toc: { headingSelector: 'h2, h3' } },
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
      const styleVariant =
        args['styleVariant'] ?? (globals['colorScheme'] === 'dark' ? 'dark' : 'base')
      const colorScheme = styleVariant === 'dark' ? 'dark' : 'light'
      document.documentElement.dataset['colorScheme'] = colorScheme
      document.documentElement.style.colorScheme = colorScheme
      return (
        <StrictMode>
          <Restarted storyId={id} args={{ ...args, styleVariant }}>
            <Story args={{ ...args, styleVariant }} />
          </Restarted>
        </StrictMode>
      )
    },
  ],
}

export default preview

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
  const hasChanged = Object.keys({ ...first, ...args }).some((name) => first[name] !== args[name])
  useEffect(() => {
    if (hasChanged) addons.getChannel().emit(FORCE_REMOUNT, { storyId })
  }, [hasChanged, storyId])
  return children
}
