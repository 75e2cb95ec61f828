import type {
  CustomFieldType,
  CustomFieldValue,
} from '@deskhive/shared/domain/custom-field/values.ts'
import { faultOfValue, isBlank } from '@deskhive/shared/domain/custom-field/values.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import { findCustomFieldIds } from '@deskhive/shared/read-model/queries/custom-fields.ts'
import { findLiving, textOf } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'

/**
 * Which custom fields there are, so that nobody's ticket lacks a required one: asked of the read models
 * once, and heard of from the log ever after. What each of them is, its own stream tells.
 */
export type CustomFieldIds = {
  all(): Promise<readonly number[]>
  hear(event: RecordedEvent): void
  /** Events may have been missed. */
  forget(): void
}

/** What falls between the first question and the first event heard is known after this. */
const ASK_AGAIN_MS = 30_000

export function createCustomFieldIds(db: ReadModelDatabase): CustomFieldIds {
  const heard = new Set<number>()
  let asked: Promise<readonly number[]> | null = null
  let askedAt = 0

  return {
    all: async () => {
      if (asked === null || performance.now() - askedAt > ASK_AGAIN_MS) {
        asked = findCustomFieldIds(db)
        askedAt = performance.now()
        asked.catch(() => (asked = null)) // who waits for it is told; the next one asks anew
      }
      return [...new Set([...(await asked), ...heard])]
    },
    hear: ({ stream }) => {
      const name = parseStreamName(stream)
      if (name?.resource === 'customField') heard.add(name.id)
    },
    forget: () => {
      asked = null
    },
  }
}

type Item = { readonly id: number; readonly value: CustomFieldValue | null }

/** In the places in which they were sent; `null` for an item that is none. */
export type SentCustomFields = readonly (Item | null)[]

/** What a ticket keeps of them: a blank is no value. */
export function filledIn(sent: SentCustomFields): Ticket['custom_fields'][number][] {
  return sent.flatMap((item) =>
    item === null || item.value === null || isBlank(item.value)
      ? []
      : [{ id: item.id, value: item.value }],
  )
}

/** @returns each value that is wrong, and each required field that has none */
export async function findCustomFieldErrors(
  desk: Desk,
  sent: SentCustomFields,
): Promise<FieldErrors> {
  const published = await findPublished(desk)
  const errors = sent.flatMap((item, index): Wrong[] => {
    if (item === null) return []
    const at = `custom_fields.${index}`
    const field = published.get(item.id)
    if (!field) return [wrong(`${at}.id`, 'must name an existing custom field')]
    if (sent.findIndex((other) => other?.id === item.id) < index)
      return [wrong(`${at}.id`, 'is repeated')]
    const fault = faultOf(field, item.value)
    return fault === null ? [] : [wrong(`${at}.value`, fault)]
  })
  const values = filledIn(sent)
  const missing = [...published.values()]
    .filter(({ id, fields }) => fields['is_required'] === true && !values.some((v) => v.id === id))
    .map((field) => missingError(sent, field))
  return byField([...errors, ...missing])
}

function faultOf(field: ResourceState, value: Item['value']): string | null {
  return value === null || isBlank(value) ? null : faultOfValue(typeOf(field), value)
}

async function findPublished(desk: Desk): Promise<ReadonlyMap<number, ResourceState>> {
  const ids = await desk.customFieldIds.all()
  const found = await Promise.all(ids.map((id) => findLiving(desk, 'customField', id)))
  const published = found.flatMap((field) =>
    field?.fields['status'] === 'published' ? [[field.id, field] as const] : [],
  )
  return new Map(published)
}

/** At the value that was sent blank, else at the list that lacks it. */
function missingError(sent: SentCustomFields, field: ResourceState) {
  const index = sent.findIndex((item) => item?.id === field.id)
  if (index >= 0) return wrong(`custom_fields.${index}.value`, 'is required')
  return wrong('custom_fields', `must have a value for “${textOf(field, 'label')}”`)
}

function byField(errors: readonly Wrong[]): FieldErrors {
  const fields: Record<string, readonly string[]> = {}
  for (const [field, message] of errors) fields[field] = [...(fields[field] ?? []), message]
  return fields
}

type Wrong = readonly [field: string, message: string]

function wrong(field: string, predicate: string): Wrong {
  return [field, `The ${field} field ${predicate}.`]
}

function typeOf(field: ResourceState): CustomFieldType {
  return parseType(textOf(field, 'type'))
}

/** As the definition's schema stored it. */
function parseType(type: string): CustomFieldType {
  return type as CustomFieldType
}
