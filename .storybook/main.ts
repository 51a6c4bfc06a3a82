import type { StorybookConfig } from '@storybook/react-vite'
import remarkGfm from 'remark-gfm'
import { livePersona } from './live-persona.ts'
import { propDocs } from './prop-docs.ts'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../packages/react/stories/**/*.@(mdx|stories.tsx)'],
  addons: [
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm] } } },
    },
    '@storybook/addon-a11y',
    '@storybook/addon-vitest',
  ],
  staticDirs: ['./public'],
  viteFinal: (vite) => ({ ...vite, plugins: [...(vite.plugins ?? []), livePersona(), propDocs()] }),
  // The tables of props come from `propDocs`.
  typescript: { reactDocgen: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: {
    // The stories mock the SDK and the back end, which production leaves out.
    developmentModeForBuild: true,
    sidebarOnboardingChecklist: false,
    menuOnboardingChecklist: false,
    backgrounds: false,
    measure: false,
    outline: false,
  },
}

export default config
