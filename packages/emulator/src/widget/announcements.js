/** @import { Step } from '../entities/step.ts' */
/** @import { Visit } from './back-end.js' */
/** @import { HostPage } from './host-page.js' */
/** @import { Part } from './step-context.js' */
import { pageHeight } from './screen.js'
import { stepNamed } from './step-navigation.js'

/**
 * @param {HostPage} hostPage
 * @param {Step} step
 * @param {Part} part
 */
export function announceScreen(hostPage, step, part) {
  const name = part.name === undefined ? step.name : `${step.name}-${part.name}`
  hostPage.post('page-change', {
    name,
    nameDisplay: part.heading,
    path: `/inquiry/${name}`,
    metadata: { pageHeight: pageHeight() },
  })
}

/**
 * What a step has brought, once its answers are saved.
 *
 * @param {HostPage} hostPage
 * @param {Step} step
 */
export function announceSaved(hostPage, { type, name }) {
  if (type === 'document') hostPage.post('documents-save-successful')
  if (type === 'selfie') hostPage.post('selfie-record-upload')
  if (type === 'document' || type === 'selfie') {
    hostPage.post('verification-change', { name, status: 'submitted' })
  }
}

/**
 * A person who has come to the end and passed is a success; one who failed is said by the last
 * button alone.
 *
 * @param {HostPage} hostPage
 * @param {Visit} visit
 */
export function announceEnd(hostPage, visit) {
  const isOver = stepNamed(visit, visit.step).type === 'done'
  if (isOver && visit.status === 'completed') hostPage.post('success')
}
