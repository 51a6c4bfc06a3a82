import type { Account } from '../entities/account.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { type Device, sessionIdOf } from '../entities/inquiry-session.ts'
import type { InquiryTemplate, InquiryTemplateVersion } from '../entities/inquiry-template.ts'
import { badRequest, type PersonaError } from '../persona-error.ts'
import { formatInquiry, formatInquirySession } from './inquiry.ts'
import {
  formatTime,
  relateTo,
  type Relationship,
  type Resource,
  type ResourceIdentifier,
} from './resource.ts'
import { formatDocument, formatSelfie, formatVerification } from './verification.ts'

/**
 * Returns the resources at paths of relationships, each once and without the primary ones. A path
 * has one relationship, or two with a dot between.
 *
 * @throws PersonaError 400 for a relationship that a primary resource lacks
 */
export function include(
  emulator: EmulatorContext,
  primary: readonly Resource[],
  paths: readonly string[],
): Resource[] {
  const found = new Map<string, Resource>()
  const follow = (resources: readonly Resource[], name: string) =>
    resources.flatMap((resource) =>
      targetsOf(relationshipOf(resource, name)).flatMap((target) => {
        const key = keyOf(target)
        const related = found.get(key) ?? findResource(emulator, target)
        if (related) found.set(key, related)
        return related ?? []
      }),
    )
  for (const path of paths) {
    const [first = '', second, ...rest] = path.split('.')
    if (rest.length > 0) throw badRequest(`include must not go deeper than one level: ${path}`)
    const stranger = primary.find((resource) => !relationshipOf(resource, first))
    if (stranger) throw unknownRelationship(first, stranger)
    const related = follow(primary, first)
    // Resources of several types may be related, and not all have the second relationship.
    if (second !== undefined) follow(related, second)
  }
  for (const resource of primary) found.delete(keyOf(resource))
  return [...found.values()].filter(({ type }) =>
    primary[0]?.type === 'inquiry-session' ? isKnownToSessions(type) : type !== 'device',
  )
}

// Persona's document allows nothing else with a session, and no device with an inquiry.
function isKnownToSessions(type: string): boolean {
  return type === 'device' || type === 'inquiry'
}

function relationshipOf({ relationships = {} }: Resource, name: string): Relationship | undefined {
  return Object.hasOwn(relationships, name) ? relationships[name] : undefined
}

function targetsOf(relationship: Relationship | undefined): readonly ResourceIdentifier[] {
  const data = relationship?.data ?? []
  return Array.isArray(data) ? data : [data]
}

function keyOf({ type, id }: ResourceIdentifier): string {
  return `${type} ${id}`
}

function unknownRelationship(name: string, { type, relationships = {} }: Resource): PersonaError {
  const known = Object.keys(relationships).join(', ')
  return badRequest(`include names no relationship of ${type}: ${name}. There are: ${known}`)
}

/** Returns the resource of a relationship; `undefined` for a type that the emulator lacks. */
function findResource(
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

function formatAccount(account: Account): Resource {
  return {
    type: 'account',
    id: account.id,
    attributes: {
      'reference-id': account.referenceId,
      'account-type-name': 'User',
      'created-at': formatTime(account.createdAt),
      'updated-at': formatTime(account.createdAt),
      'redacted-at': null,
      fields: {},
      tags: [],
    },
    relationships: { 'account-type': relateTo('account-type', account.typeId) },
  }
}

function formatDevice(device: Device): Resource {
  return {
    type: 'device',
    id: device.id,
    attributes: {
      'device-vendor-id': null,
      'device-fingerprint': null,
      'browser-fingerprint': null,
    },
  }
}

function formatInquiryTemplate(template: InquiryTemplate): Resource {
  return {
    type: 'inquiry-template',
    id: template.id,
    attributes: { status: 'active', name: template.name },
    relationships: {
      'latest-published-version': relateTo(
        'inquiry-template-version',
        template.versions.at(-1)?.id,
      ),
    },
  }
}

function formatInquiryTemplateVersion(
  template: InquiryTemplate,
  version: InquiryTemplateVersion,
): Resource {
  return {
    type: 'inquiry-template-version',
    id: version.id,
    attributes: {
      'name-display': template.name,
      status: 'published',
      'enabled-locales': ['en-US'],
    },
    relationships: { 'inquiry-template': relateTo('inquiry-template', template.id) },
  }
}
