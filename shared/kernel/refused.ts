/** Why a command was refused: the closed list that `services/api/plugins/error-answer.ts` turns into statuses. */
export type RefusalCode =
  | 'INVALID' // a field is wrong: 422 with the fields
  | 'NOT_FOUND' // unknown, deleted, or not for this caller's eyes: 404
  | 'FORBIDDEN' // known, but not allowed to this caller: 403
  | 'LOCKED' // the ticket is locked: 403
  | 'CONFLICT' // a concurrent change that cannot be merged: 409
  | 'PRECONDITION_FAILED' // `If-Match` no longer holds: 412

export type FieldErrors = Readonly<Record<string, readonly string[]>>

/** The caller's mistake. Everything else that is thrown is a fault of ours. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly fields: FieldErrors

  constructor(code: RefusalCode, message: string, fields: FieldErrors = {}) {
    super(message)
    this.name = 'Refused'
    this.code = code
    this.fields = fields
  }
}

/** @throws Refused('INVALID') where there are any */
export function refuseWrong(fields: FieldErrors): void {
  if (Object.keys(fields).length > 0) throw invalid(fields)
}

/** Wrong fields; the message is the first of them, as the contract says. */
export function invalid(fields: FieldErrors): Refused {
  const first = Object.values(fields)[0]?.[0] ?? 'The given data was invalid.'
  return new Refused('INVALID', first, fields)
}
