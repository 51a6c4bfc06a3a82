import '@resumable-inquiry/react/styles.css'
import type { Preview } from '@storybook/react-vite'
import { StrictMode } from 'react'

const preview: Preview = {
  parameters: {
    a11y: { test: 'error' },
    viewport: {
      options: {
        desktop: { name: 'Desktop', styles: { width: '1280px', height: '800px' } },
        phone: { name: 'Phone', styles: { width: '390px', height: '844px' } },
      },
    },
  },
  globalTypes: {
    colorScheme: {
      description: 'Color scheme of the page',
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
  initialGlobals: {
    colorScheme: 'light',
    viewport: { value: 'desktop', isRotated: false },
  },
  decorators: [
    (Story, { args, globals }) => {
      const colorScheme = String(globals['colorScheme'])
      document.documentElement.style.colorScheme = colorScheme
      const styleVariant = colorScheme === 'dark' ? 'dark' : 'base'
      return (
        <StrictMode>
          <Story args={{ ...args, styleVariant }} />
        </StrictMode>
      )
    },
  ],
}

export default preview
