import type { Inquiry } from '../entities/inquiry.ts'
import type { World } from '../world.ts'
import { formatAccount } from './account.ts'
import { formatInquirySession } from './inquiry-session.ts'
import { formatInquiryTemplate } from './inquiry-template.ts'
import { formatInquiry } from './inquiry.ts'
import type { Resource, ResourceDocument } from './resource.ts'

const includedByDefault = ['sessions', 'inquiry-template']

/** An inquiry with its neighbours; `include` names the relationships that are wanted. */
export function formatInquiryDocument(
  world: World,
  inquiry: Inquiry,
  options: { include?: string | undefined; meta?: Record<string, unknown> } = {},
): ResourceDocument {
  const { accountId, referenceId } = inquiry
  const neighbours = new Map<string, () => Resource[]>([
    ['account', () => (accountId === null ? [] : [formatAccount(accountId, referenceId)])],
    ['inquiry-template', () => [formatInquiryTemplate(world.store.template)]],
    [
      'sessions',
      () =>
        world.store.sessions.of(inquiry.id).map((session) => formatInquirySession(world, session)),
    ],
  ])
  const wanted = options.include?.split(',') ?? includedByDefault
  return {
    data: formatInquiry(world, inquiry),
    included: wanted.flatMap((name) => neighbours.get(name.trim())?.() ?? []),
    ...(options.meta && { meta: options.meta }),
  }
}
