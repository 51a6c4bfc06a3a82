import type { EmulatorContext } from '../emulator-context.ts'
import type { Fault } from './fault.ts'
import { faults } from './faults.ts'
import type { Simulate } from './simulate.ts'

/**
 * The actions of one emulator.
 *
 * @throws PersonaError 404 from those that name an inquiry
 * @throws InvalidFaultError for an argument that makes no sense
 */
export function createSimulate(emulator: EmulatorContext): Simulate {
  const action = (fault: Fault) => (argument?: unknown) => {
    fault.apply(emulator, argument)
    emulator.changes.emit()
  }
  return {
    killSession: action(faults.killSession),
    killOnLoad: action(faults.killOnLoad),
    expireInquiry: action(faults.expireInquiry),
    decideInquiry: action(faults.decideInquiry),
    startInquiry: action(faults.startInquiry),
    publishTemplateVersion: action(faults.publishTemplateVersion),
    widget: action(faults.widget),
    refuseFrame: action(faults.refuseFrame),
    messages: action(faults.messages),
    reportError: action(faults.reportError),
    cutNetwork: action(faults.cutNetwork),
    restoreNetwork: action(faults.restoreNetwork),
    failApi: action(faults.failApi),
    failWidget: action(faults.failWidget),
    advanceTime: action(faults.advanceTime),
    setTime: action(faults.setTime),
    freezeTime: action(faults.freezeTime),
    runTime: action(faults.runTime),
    addWebhook: action(faults.addWebhook),
    webhooks: action(faults.webhooks),
    releaseWebhooks: action(faults.releaseWebhooks),
    redeliverEvent: action(faults.redeliverEvent),
    rotateWebhookSecret: action(faults.rotateWebhookSecret),
    clearFault: action(faults.clearFault),
    restore: action(faults.restore),
  }
}
