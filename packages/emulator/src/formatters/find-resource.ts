import type { EmulatorContext } from '../emulator-context.ts'
import { sessionIdOf } from '../entities/inquiry-session.ts'
import { formatAccount } from './account.ts'
import { formatDevice } from './device.ts'
import { formatDocument } from './document.ts'
import { formatInquiry } from './inquiry.ts'
import { formatInquirySession } from './inquiry-session.ts'
import { formatInquiryTemplate } from './inquiry-template.ts'
import { formatInquiryTemplateVersion } from './inquiry-template-version.ts'
import type { Resource, ResourceIdentifier } from './resource.ts'
import { formatSelfie } from './selfie.ts'
import { formatVerification } from './verification.ts'

/** The whole of what a relationship names; `undefined` where nothing of the kind is stored here. */
export function findResource(
  emulator: EmulatorContext,
  { type, id }: ResourceIdentifier,
): Resource | undefined {
  return finders[type.replace(/\/.*/, '')]?.(emulator, id)
}

const finders: Readonly<
  Record<string, (emulator: EmulatorContext, id: string) => Resource | undefined>
> = {
  account({ store }, id) {
    const account = store.accounts.get(id)
    return account && formatAccount(account)
  },
  device({ store }, id) {
    const device = store.sessions.get(sessionIdOf(id))?.device
    return device ? formatDevice(device) : undefined
  },
  document(emulator, id) {
    const document = emulator.store.documents.get(id)
    return document && formatDocument(emulator, document)
  },
  inquiry(emulator, id) {
    const inquiry = emulator.store.inquiries.get(id)
    return inquiry && formatInquiry(emulator, inquiry)
  },
  'inquiry-session'(emulator, id) {
    const session = emulator.store.sessions.get(id)
    return session && formatInquirySession(emulator, session)
  },
  'inquiry-template'({ store: { template } }, id) {
    return template.id === id ? formatInquiryTemplate(template) : undefined
  },
  'inquiry-template-version'({ store: { template } }, id) {
    const version = template.versions.find((candidate) => candidate.id === id)
    return version && formatInquiryTemplateVersion(template, version)
  },
  selfie({ store }, id) {
    const selfie = store.selfies.get(id)
    return selfie && formatSelfie(selfie)
  },
  verification(emulator, id) {
    const verification = emulator.store.verifications.get(id)
    return verification && formatVerification(emulator, verification)
  },
}
