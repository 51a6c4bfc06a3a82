import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming'

addons.setConfig({
  theme: create({
    base: 'light',
    brandTitle: 'Resumable Inquiry',
    brandUrl: './?path=/docs/introduction--docs',
    brandTarget: '_self',
    colorPrimary: '#3a4fb5',
    colorSecondary: '#3a4fb5',
    appBg: '#f6f7fb',
  }),
  // Below a story the panel would leave the dialog too little height to be shown as one.
  layout: { panelPosition: 'right', rightPanelWidth: 400, navSize: 250 },
  // Groups stay in the order of the stories.
  sidebar: { showRoots: false },
})
