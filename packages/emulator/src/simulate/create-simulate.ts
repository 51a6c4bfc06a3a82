import type { World } from '../world.ts'
import type { Order } from './order.ts'
import { orders } from './orders.ts'
import type { Simulate } from './simulate.ts'

/**
 * The levers of one emulator.
 *
 * @throws PersonaError 404 from those that name an inquiry
 * @throws InvalidOrderError for an argument that makes no sense
 */
export function createSimulate(world: World): Simulate {
  const lever = (order: Order) => (argument?: unknown) => {
    order.carryOut(world, argument)
    world.changes.note()
  }
  return {
    killSession: lever(orders.killSession),
    killOnLoad: lever(orders.killOnLoad),
    expireInquiry: lever(orders.expireInquiry),
    decideInquiry: lever(orders.decideInquiry),
    startInquiry: lever(orders.startInquiry),
    publishTemplateVersion: lever(orders.publishTemplateVersion),
    widget: lever(orders.widget),
    refuseFrame: lever(orders.refuseFrame),
    messages: lever(orders.messages),
    reportError: lever(orders.reportError),
    cutNetwork: lever(orders.cutNetwork),
    restoreNetwork: lever(orders.restoreNetwork),
    failApi: lever(orders.failApi),
    failWidget: lever(orders.failWidget),
    advanceTime: lever(orders.advanceTime),
    setTime: lever(orders.setTime),
    freezeTime: lever(orders.freezeTime),
    runTime: lever(orders.runTime),
    addWebhook: lever(orders.addWebhook),
    webhooks: lever(orders.webhooks),
    releaseWebhooks: lever(orders.releaseWebhooks),
    redeliverEvent: lever(orders.redeliverEvent),
    rotateWebhookSecret: lever(orders.rotateWebhookSecret),
    takeBack: lever(orders.takeBack),
    restore: lever(orders.restore),
  }
}
