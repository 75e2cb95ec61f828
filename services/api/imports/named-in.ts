import { createHash } from 'node:crypto'
import { email } from '@deskhive/shared/domain/resource/fields.ts'
import type {
  ImportedPerson,
  ImportedTicket,
} from '@deskhive/shared/domain/ticket/import-fields.ts'
import { inLowerCase } from '@deskhive/shared/kernel/fold-case.ts'
import { foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import slugify from '@sindresorhus/slugify'

// Whom an imported ticket names: its customer, its agents, and those who are only said to have done something.

/** People by what they may be named by in `by`: the folded email or, of the first who is called so, name. */
export type People = ReadonlyMap<string, ImportedPerson>

export function byEmailOrName(people: Iterable<ImportedPerson>): People {
  const named = new Map<string, ImportedPerson>()
  for (const person of people) {
    const name = foldValue(person.name)
    if (!named.has(name)) named.set(name, person)
  }
  for (const person of people) named.set(foldValue(person.email), person)
  return named
}

/** What happened, each with the one whose ticket it was after that. */
export function withAssignees({ assigned_to, history }: ImportedTicket) {
  let assignee = assigned_to ?? null
  return (history ?? []).map((entry) => {
    if (entry.assigned_to !== undefined) assignee = entry.assigned_to
    return { entry, assignee }
  })
}

/** The assignees, and who wrote an agent's message: each once. */
export function agentsIn(ticket: ImportedTicket): ImportedPerson[] {
  const agents = new Map<string, ImportedPerson>()
  const add = (agent: ImportedPerson | null | undefined): void => {
    if (agent && !agents.has(foldValue(agent.email))) agents.set(foldValue(agent.email), agent)
  }
  const entries = withAssignees(ticket)
  add(ticket.assigned_to)
  for (const { assignee } of entries) add(assignee)
  const assignees = byEmailOrName([...agents.values()])
  for (const { entry, assignee } of entries) {
    const { by, message } = entry
    if (message?.from !== 'agent') continue
    add(by ? (assignees.get(foldValue(by)) ?? unknownAgent(by)) : (assignee ?? namelessAgent))
  }
  return [...agents.values()]
}

/** Those who did something, as far as they are named by an email. */
export function emailsOfDoers({ history }: ImportedTicket): string[] {
  return (history ?? []).flatMap(({ by }) => (by && isEmail(by) ? [by] : []))
}

const address = email(250)
const isEmail = (by: string) => address.safeParse(by).success

/** Of the address that nobody told us: names that differ must not become one person. */
const HASH_CHARACTERS = 8
const SLUG_CHARACTERS = 60

/**
 * An agent of whom only a name is known gets an address that can never be anybody's (RFC 2606), the same for
 * the same name in every version, so it is not made of what names are compared by now.
 */
function unknownAgent(by: string): ImportedPerson {
  if (isEmail(by)) return { name: by, email: by }
  const hash = createHash('sha256')
    .update(inLowerCase(by.trim()))
    .digest('hex')
    .slice(0, HASH_CHARACTERS)
  const slug = slugify(by).slice(0, SLUG_CHARACTERS) || 'agent'
  return { name: by, email: `${slug}-${hash}@import.invalid` }
}

/** Who wrote an agent's message of which nobody is named, on a ticket that was nobody's: an agent all the same. */
export const namelessAgent = unknownAgent('Unknown agent')
