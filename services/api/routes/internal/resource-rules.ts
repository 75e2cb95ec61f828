import type { Fields, FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import type { DomainEvent } from '@deskhive/shared/kernel/event.ts'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import type { ResourceRow } from '@deskhive/shared/read-model/queries/resources.ts'
import type { Exchange } from '#api/commands/execute.ts'
import type { Desk } from '#api/desk.ts'
import type { Filters } from '#api/routes/internal/crud-schemas.ts'

/** One of the resource, and what was sent about it. */
export type Sent = { readonly id: number; readonly body: FieldValues }

/** `isNew`: by the request that creates it. */
type Written = Sent & { readonly isNew: boolean }

/** How a resource differs from the others: in what its own stream cannot tell or decide alone. */
export type ResourceRules = {
  /** Body fields beside the definition's. */
  readonly sent?: { readonly create: Fields; readonly change: Fields }
  readonly filters?: Filters
  /**
   * What a POST writes, with the fields that we make where none were sent: the first whose unique values
   * are nobody else's.
   */
  readonly completions?: (sent: Sent) => Iterable<FieldValues>
  /** Values shown that other streams tell, also beside the definition's fields: for reads from the read models, for writes from the log. */
  readonly seen?: {
    readonly ofRows: (
      desk: Desk,
      rows: readonly ResourceRow[],
    ) => Promise<(row: ResourceRow) => FieldValues>
    readonly ofState: (desk: Desk, state: ResourceState) => Promise<FieldValues>
  }
  /** What else is wrong with a change, where schema or references found something; `body` is what is right of it. */
  readonly alsoWrong?: (desk: Desk, sent: Sent) => Promise<FieldErrors>
  /** @throws Refused before anything of the resource's own is written; not asked where it was written before */
  readonly beforeCreate?: (desk: Desk, sent: Sent) => Promise<void>
  /** What only the answer to a POST shows and nothing keeps readable; a request that is repeated shows the same. */
  readonly shownOnce?: (desk: Desk, exchange: Exchange, id: number) => Promise<FieldValues>
  /** @throws Refused before anything of the resource's own is written */
  readonly beforeChange?: (desk: Desk, exchange: Exchange, sent: Sent) => Promise<void>
  /** Events of the same append as the change. */
  readonly changedBeside?: (body: FieldValues) => DomainEvent[]
  /** What is to be written elsewhere; it may run again for a request that is repeated. */
  readonly afterWrite?: (desk: Desk, exchange: Exchange, written: Written) => Promise<void>
  readonly beforeDelete?: (desk: Desk, exchange: Exchange, id: number) => Promise<void>
  readonly afterDelete?: (desk: Desk, exchange: Exchange, id: number) => Promise<void>
}

export const noRules: ResourceRules = {}
