import {
  futureErrorsOf,
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
  const errors = futureErrorsOf(read.data, now)
  return Object.keys(errors).length === 0 ? { ticket: read.data } : { external_id, errors }
}

/** For the answer alone, so that its sender finds it again. */
function externalIdOf(sent: unknown): string | null {
  const value = ownValue(sent, 'external_id')
  return typeof value === 'string' ? value : null
}
