import type { Account } from '../entities/account.ts'
import { createIdentifier } from '../identifiers.ts'
import type { EmulatorContext } from '../emulator-context.ts'

/** All inquiries with one reference id share an account; one without has an account of its own. */
export function openAccount(
  { clock, store }: EmulatorContext,
  referenceId: string | null,
  typeId: string = store.accountTypeId,
): Account {
  const known = referenceId === null ? undefined : store.accountsByReference.get(referenceId)
  if (known) return known
  const account: Account = {
    id: createIdentifier('act'),
    referenceId,
    typeId,
    createdAt: clock.now(),
  }
  store.accounts.set(account.id, account)
  if (referenceId !== null) store.accountsByReference.set(referenceId, account)
  return account
}
