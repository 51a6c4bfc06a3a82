import type { Account } from '../entities/account.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import type { InquiryTemplate } from '../entities/inquiry-template.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import type { TemplateDefinition } from '../templates/template.ts'
import type { IdentityDocument, Selfie, Verification } from '../entities/verification.ts'
import { createIdentifier } from './identifiers.ts'

/** The stored entities, in memory only. Maps keep the order of creation. */
export interface Store {
  readonly inquiries: Map<string, Inquiry>
  readonly sessions: InquiryCollection<InquirySession>
  readonly links: InquiryCollection<OneTimeLink>
  readonly verifications: InquiryCollection<Verification>
  readonly documents: InquiryCollection<IdentityDocument>
  readonly selfies: InquiryCollection<Selfie>
  readonly accounts: Map<string, Account>
  /** The accounts with a reference id. */
  readonly accountsByReference: Map<string, Account>
  /** The default account type. */
  readonly accountTypeId: string
  template: InquiryTemplate
  clear(): void
}

export function createStore(templateId: string, definition: TemplateDefinition): Store {
  const createTemplate = (): InquiryTemplate => ({
    id: templateId,
    name: definition.name,
    versions: [{ id: createIdentifier('itmplv'), steps: definition.steps }],
  })
  return {
    inquiries: new Map(),
    sessions: createInquiryCollection(),
    links: createInquiryCollection(),
    verifications: createInquiryCollection(),
    documents: createInquiryCollection(),
    selfies: createInquiryCollection(),
    accounts: new Map(),
    accountsByReference: new Map(),
    accountTypeId: createIdentifier('acttp'),
    template: createTemplate(),
    clear() {
      this.inquiries.clear()
      this.sessions.clear()
      this.links.clear()
      this.verifications.clear()
      this.documents.clear()
      this.selfies.clear()
      this.accounts.clear()
      this.accountsByReference.clear()
      this.template = createTemplate()
    },
  }
}

/** Entities that belong to inquiries, in the order of their creation. */
export interface InquiryCollection<Entity> {
  add(entity: Entity): void
  get(id: string): Entity | undefined
  all(): Entity[]
  /** Returns the entities of one inquiry. */
  of(inquiryId: string): readonly Entity[]
  clear(): void
}

/** Creates a collection with an index by inquiry, since `of` is called on every resume. */
function createInquiryCollection<
  Entity extends { readonly id: string; readonly inquiryId: string },
>(): InquiryCollection<Entity> {
  const byId = new Map<string, Entity>()
  const byInquiry = new Map<string, Entity[]>()
  return {
    add(entity) {
      byId.set(entity.id, entity)
      const ofInquiry = byInquiry.get(entity.inquiryId)
      if (ofInquiry) ofInquiry.push(entity)
      else byInquiry.set(entity.inquiryId, [entity])
    },
    get: (id) => byId.get(id),
    all: () => [...byId.values()],
    of: (inquiryId) => byInquiry.get(inquiryId) ?? [],
    clear() {
      byId.clear()
      byInquiry.clear()
    },
  }
}
