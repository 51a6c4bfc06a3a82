import type { Inquiry } from './entities/inquiry.ts'
import type { InquirySession } from './entities/inquiry-session.ts'
import type { InquiryTemplate } from './entities/inquiry-template.ts'
import type { OneTimeLink } from './entities/one-time-link.ts'
import type { TemplateDefinition } from './entities/template-definition.ts'
import { createIdentifier } from './identifiers.ts'
import { createInquiryCollection } from './inquiry-collection.ts'
import type { InquiryCollection } from './inquiry-collection.ts'

/** What is stored, in memory only. Maps keep the order of creation. */
export interface Store {
  readonly inquiries: Map<string, Inquiry>
  readonly sessions: InquiryCollection<InquirySession>
  readonly links: InquiryCollection<OneTimeLink>
  /** Account ids by reference id. */
  readonly accounts: Map<string, string>
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
    accounts: new Map(),
    template: createTemplate(),
    clear() {
      this.inquiries.clear()
      this.sessions.clear()
      this.links.clear()
      this.accounts.clear()
      this.template = createTemplate()
    },
  }
}
