import type { Random } from '@deskhive/shared/testing/random.ts'
import type { TicketText } from './incidents.ts'

/** A small desk's audit log in the shape of the real one, so that all that is in it happens often. */
export function generateIncidentLog(random: Random, incidents: number): string {
  const numbers = Array.from({ length: incidents }, (_, index) => index + 1)
  return [header, ...numbers.flatMap((number) => generateIncident(random, number))].join('\n')
}

const header =
  'number,incident_state,caller_id,opened_at,sys_updated_by,sys_updated_at,category,priority,assignment_group,assigned_to'
const priorities = ['1 - Critical', '2 - High', '3 - Moderate', '4 - Low']
const groups = ['Group 1', 'Group 2', 'Group 3', 'Group 4', '?']
const resolvers = ['Resolver 1', 'Resolver 2', 'Resolver 3', 'Resolver 4', 'Resolver 5', '?']
const categories = ['Category 1', 'Category 2', 'Category 3', '?']

/** Where an incident goes from a state; several times the same is more likely. */
const successors: Readonly<Record<string, readonly string[]>> = {
  New: ['New', 'Active', 'Active', 'Awaiting User Info', 'Resolved'],
  Active: ['Active', 'Awaiting User Info', 'Awaiting Vendor', 'Resolved', 'Resolved'],
  'Awaiting User Info': ['Active', 'Active', 'Awaiting Problem', 'Resolved'],
  'Awaiting Problem': ['Active', 'Awaiting User Info', 'Resolved'],
  'Awaiting Vendor': ['Active', 'Resolved'],
  Resolved: ['Active', 'Closed', 'Closed'],
}

type Row = {
  state: string
  category: string
  priority: string
  group: string
  resolver: string
}

function generateIncident(random: Random, number: number): string[] {
  const caller = `Caller ${random.between(1, 15)}`
  const row: Row = {
    state: random.pick(['New', 'New', 'Active', 'Resolved']),
    category: random.pick(categories),
    priority: random.pick(priorities),
    group: random.pick(groups),
    resolver: random.pick(resolvers),
  }
  const opened = JANUARY_MS + random.between(0, 500_000) * MINUTE_MS
  let at = opened
  const record = () => toCsv(row, { number, caller, opened, at })
  const rows = [record()]
  while (row.state !== 'Closed') {
    row.state = random.pick(successors[row.state] ?? ['Closed'])
    if (random.chance(0.2)) row.priority = random.pick(priorities)
    if (random.chance(0.1)) row.category = random.pick(categories)
    if (random.chance(0.3)) row.group = random.pick(groups)
    if (random.chance(0.4)) row.resolver = random.pick(resolvers)
    // At the same minute often, and over midnight and over the end of a month, too.
    if (random.chance(0.8)) at += random.between(0, 20_000) * MINUTE_MS
    rows.push(record())
  }
  return rows
}

const JANUARY_MS = Date.UTC(2016, 0, 1)
const MINUTE_MS = 60_000

type Recorded = {
  readonly number: number
  readonly caller: string
  readonly opened: number
  readonly at: number
}

function toCsv(row: Row, { number, caller, opened, at }: Recorded): string {
  const name = `INC${String(number).padStart(7, '0')}`
  const before = [name, row.state, caller, momentOf(opened), 'Updated by 1', momentOf(at)]
  return [...before, row.category, row.priority, row.group, row.resolver].join(',')
}

/** `DD-MM-YYYY HH:MM`, in UTC. */
export function momentOf(ms: number): string {
  const iso = new Date(ms).toISOString()
  return `${iso.slice(8, 10)}-${iso.slice(5, 7)}-${iso.slice(0, 4)} ${iso.slice(11, 16)}`
}

const words = 'mail printer password access screen phone report licence slow broken since monday'

export function generateTicketTexts(random: Random, texts: number): TicketText[] {
  const sentence = (length: number) =>
    Array.from({ length }, () => random.pick(words.split(' '))).join(' ')
  return Array.from({ length: texts }, () => ({
    title: sentence(random.between(2, 6)),
    body: sentence(random.between(10, 60)),
  }))
}
