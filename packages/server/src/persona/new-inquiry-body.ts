import type { NewInquiry } from './inquiry.ts'

/** Says in Persona's words what a new inquiry is made from. */
export function newInquiryBody({ templateId, referenceId, fields }: NewInquiry): unknown {
  return {
    data: {
      attributes: {
        [templateAttribute(templateId)]: templateId,
        ...(fields === undefined ? {} : { fields }),
      },
    },
    ...(referenceId === undefined
      ? {}
      : { meta: { 'auto-create-account-reference-id': referenceId } }),
  }
}

function templateAttribute(templateId: string): string {
  if (templateId.startsWith('itmplv_')) return 'inquiry-template-version-id'
  if (templateId.startsWith('itmpl_')) return 'inquiry-template-id'
  if (templateId.startsWith('tmpl_')) return 'template-id'
  throw new TypeError(
    `"${templateId}" is no Persona template: an id begins with itmpl_, itmplv_ or tmpl_. Copy it from the template's page in Persona's dashboard.`,
  )
}
