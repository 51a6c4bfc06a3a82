import type { InquiryTemplate } from '../entities/inquiry-template.ts'
import type { Resource } from './resource.ts'

export function formatInquiryTemplate(template: InquiryTemplate): Resource {
  const latest = template.versions.at(-1)?.id
  return {
    type: 'inquiry-template',
    id: template.id,
    attributes: { status: 'active', name: template.name },
    relationships: {
      'latest-published-version': {
        data: latest === undefined ? null : { type: 'inquiry-template-version', id: latest },
      },
    },
  }
}
