import { announceInteractions } from './announcements.js'
import { applyTheme } from './appearance.js'
import { createFlow } from './flow.js'
import { createHostPage } from './host-page.js'
import { createHostedPage } from './hosted-page.js'
import { readParameters } from './parameters.js'
import { clear, focusHeading } from './screen.js'

const parameters = readParameters(location.search)
applyTheme(parameters)
const isHosted = location.pathname === '/verify'
const hostPage = isHosted ? createHostedPage(parameters) : createHostPage(parameters)
const flow = createFlow(parameters, hostPage)
window.addEventListener('error', flow.crash)
window.addEventListener('unhandledrejection', flow.crash)
window.addEventListener('pagehide', clear)
announceInteractions(hostPage)
hostPage.listen({ open: focusHeading, exit: flow.exit, destroy: flow.stop })
hostPage.post('load')
await flow.begin()
