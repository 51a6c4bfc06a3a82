import type { StorybookConfig } from '@storybook/react-vite'
import { livePersona } from './live-persona.ts'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../packages/react/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  viteFinal: (vite) => ({ ...vite, plugins: [...(vite.plugins ?? []), livePersona()] }),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
}

export default config
