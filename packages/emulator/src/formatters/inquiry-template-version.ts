import type { InquiryTemplate, InquiryTemplateVersion } from '../entities/inquiry-template.ts'
import type { Resource } from './resource.ts'

export function formatInquiryTemplateVersion(
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
    relationships: {
      'inquiry-template': { data: { type: 'inquiry-template', id: template.id } },
    },
  }
}
