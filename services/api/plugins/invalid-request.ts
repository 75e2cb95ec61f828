import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'

/** What the schema refused, with every wrong field. Where `references` are asked too, they join it. */
export class InvalidRequest extends Error {
  readonly fields: FieldErrors

  constructor(fields: FieldErrors) {
    super('The given data was invalid.')
    this.name = 'InvalidRequest'
    this.fields = fields
  }
}
