import { z } from 'zod'
import { inUtc } from '../../kernel/instant.ts'
import { content, email, flag, name, nullable, oneOf, text } from '../resource/fields.ts'
import { ticketPriorities, ticketStatuses } from './vocabulary.ts'

const error = 'must be a time with its offset, such as 2016-02-29T04:40:00Z'

/** An instant with its offset, kept as UTC. */
const moment = () =>
  z.iso
    .datetime({ offset: true, error, abort: true })
    .meta({ description: 'ISO 8601 with its offset, e.g. 2016-02-29T04:40:00Z' })
    .refine((value) => inUtc(value) !== null, { error })
    .transform((value) => inUtc(value) ?? value)

const person = z.object({ name: name(250), email: email(250) })

/** A field left out keeps its value; `null` says that there is none, or of what there is always, nothing. */
const settable = {
  status: nullable(oneOf(ticketStatuses)).optional(),
  priority: nullable(oneOf(ticketPriorities)).optional(),
  department: nullable(name(250)).optional(),
  category: nullable(name(250)).optional(),
  assigned_to: nullable(person).optional(),
}

const message = z
  .object({
    content: content(),
    from: z.enum(['customer', 'agent']),
    is_internal: nullable(flag()).optional(),
  })
  .refine(({ from, is_internal }) => from === 'agent' || !is_internal, {
    path: ['is_internal'],
    error: 'may not be true for a message of the customer',
  })

const entry = z.object({
  at: moment(),
  by: nullable(text(250)).optional(),
  ...settable,
  is_resolved: nullable(flag()).optional(),
  message: nullable(message).optional(),
})

/**
 * A ticket of another desk with its past: as it was when it was created, and what happened to it then, oldest
 * first. Departments, categories and labels by name, people by email.
 */
export const importedTicket = z
  .object({
    external_id: name(250),
    customer: person,
    title: name(500),
    content: content(),
    created_at: moment(),
    ...settable,
    labels: nullable(z.array(name(250)).max(1_000)).optional(),
    history: nullable(z.array(entry)).optional(),
  })
  .superRefine(({ created_at, history }, context) => {
    let earliest = created_at
    for (const [index, { at }] of (history ?? []).entries()) {
      const path = ['history', index, 'at']
      if (at < earliest) context.addIssue({ code: 'custom', path, message: ruleOf(index) })
      else earliest = at
    }
  })

const ruleOf = (index: number) =>
  index === 0 ? 'may not be before created_at' : 'may not be before the entry in front of it'

/** What is wrong with a ticket of which the desk has yet to see a part: nothing that is imported is still to come. */
export function futureErrorsOf(
  { created_at, history }: ImportedTicket,
  now: string,
): Record<string, string[]> {
  const entries = (history ?? []).map(({ at }, index) => [`history.${index}.at`, at] as const)
  const moments = [['created_at', created_at] as const, ...entries]
  const future = moments.filter(([, moment]) => moment > now)
  return Object.fromEntries(
    future.map(([field]) => [field, [`The ${field} field may not be in the future.`]]),
  )
}

export type ImportedTicket = z.output<typeof importedTicket>
export type ImportedEntry = z.output<typeof entry>
export type ImportedPerson = z.output<typeof person>
