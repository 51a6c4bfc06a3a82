import type { Account } from '../entities/account.ts'
import type { Resource } from './resource.ts'
import { formatTime } from './time.ts'

export function formatAccount(account: Account): Resource {
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
    relationships: { 'account-type': { data: { type: 'account-type', id: account.typeId } } },
  }
}
