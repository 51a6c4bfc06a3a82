import type { Step } from './step.ts'

/** A template as it is stored, with all its versions. */
export interface InquiryTemplate {
  readonly id: string
  readonly name: string
  /** Oldest first; the last is the latest published one. */
  readonly versions: InquiryTemplateVersion[]
}

/** A published version. An inquiry stays on the version it was created with. */
export interface InquiryTemplateVersion {
  readonly id: string
  readonly steps: readonly Step[]
}

/** Returns the version for new inquiries. */
export function latestVersion({ id, versions }: InquiryTemplate): InquiryTemplateVersion {
  const latest = versions.at(-1)
  if (latest === undefined) throw new Error(`The template ${id} has no published version.`)
  return latest
}

/** Returns the steps of one version. */
export function stepsOfVersion(
  { id, versions }: InquiryTemplate,
  versionId: string,
): readonly Step[] {
  const version = versions.find((candidate) => candidate.id === versionId)
  if (version === undefined) throw new Error(`The template ${id} has no version ${versionId}.`)
  return version.steps
}

/** Returns the steps of the version that an inquiry was created with. */
export function stepsOf(
  { template }: { readonly template: InquiryTemplate },
  { templateVersionId }: { readonly templateVersionId: string },
): readonly Step[] {
  return stepsOfVersion(template, templateVersionId)
}
