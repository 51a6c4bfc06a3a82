import type { Resource } from './resource.ts'

export function formatAccount(id: string, referenceId: string | null): Resource {
  return { type: 'account', id, attributes: { 'reference-id': referenceId } }
}
