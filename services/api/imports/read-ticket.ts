import {
  type ImportedTicket,
  importedTicket,
} from '@deskhive/shared/domain/ticket/import-fields.ts'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import { ownValue } from '#api/commands/sent-fields.ts'
import { fieldErrorsOf } from '#api/plugins/field-errors.ts'

/** A ticket as it was sent, checked by itself: what is wrong with it stops no other. */
type ReadTicket =
  | { readonly ticket: ImportedTicket }
  | { readonly external_id: string | null; readonly errors: FieldErrors }

/** @param now nothing that is imported has yet to happen */
export function readTicket(sent: unknown, now: string): ReadTicket {
  const read = importedTicket.safeParse(sent)
  if (!read.success) {
    return { external_id: externalIdOf(sent), errors: fieldErrorsOf(read.error.issues, sent) }
  }
  const { external_id } = read.data
  const future = momentsOf(read.data).filter(([, moment]) => moment > now)
  if (future.length === 0) return { ticket: read.data }
  const errors = future.map(([field]) => [field, [`The ${field} field may not be in the future.`]])
  return { external_id, errors: Object.fromEntries(errors) }
}

function momentsOf({ created_at, history }: ImportedTicket): (readonly [string, string])[] {
  const entries = (history ?? []).map(({ at }, index) => [`history.${index}.at`, at] as const)
  return [['created_at', created_at], ...entries]
}

/** For the answer alone, so that its sender finds it again. */
function externalIdOf(sent: unknown): string | null {
  const value = ownValue(sent, 'external_id')
  return typeof value === 'string' ? value : null
}
