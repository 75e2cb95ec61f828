import { text as textOf } from 'node:stream/consumers'
import { z } from 'zod'
import { WrongUse } from '#commands/command.ts'
import type { Source, SourceItem } from '#commands/import/source.ts'
import { linesIn } from './lines-in.ts'
import { openText } from './open-text.ts'
import { parseJson } from './parse-json.ts'
import { zendeskTicket } from './zendesk-export.ts'
import type { Directory } from './zendesk-people.ts'
import { ticketOf } from './zendesk-ticket.ts'

/**
 * Pages of the incremental ticket export (`tickets`, with `users` and `groups` side-loaded), each ticket with its
 * `audits`: a page on each line, or a ticket on each line, or one document. Of users and groups all are kept in
 * memory, so they must come before, or with, the first ticket that names them.
 */
export function zendeskJson(file: string): Source {
  return {
    survey: async () => {
      let total = 0
      for await (const { tickets } of readPages(file)) total += tickets.length
      return total
    },
    read: async function* () {
      const directory: Directory = { users: new Map(), groups: new Map() }
      for await (const page of readPages(file)) {
        for (const user of page.users) directory.users.set(user.id, user)
        for (const group of page.groups) directory.groups.set(group.id, group)
        for (const ticket of page.tickets) yield readOne(ticket, page.line, directory)
      }
    },
  }
}

const user = z.object({
  id: z.number(),
  name: z.string(),
  email: z.string().nullish(),
  role: z.string().nullish(),
})
const group = z.object({ id: z.number(), name: z.string() })
const page = z.object({
  users: z.array(user).default([]),
  groups: z.array(group).default([]),
  tickets: z.array(z.unknown()).default([]),
})

type Page = z.output<typeof page> & { readonly line: number }

async function* readPages(file: string): AsyncGenerator<Page> {
  let line = 0
  for await (const text of linesIn(openText(file))) {
    line += 1
    if (text.trim() === '') continue
    const parsed = parseJson(text)
    if (parsed === undefined && line === 1) {
      yield pageOf(parseJson(await textOf(openText(file))), { file, line })
      return
    }
    yield pageOf(parsed, { file, line })
  }
  if (line === 0) throw new WrongUse(`${file} is empty.`)
}

function pageOf(parsed: unknown, { file, line }: { file: string; line: number }): Page {
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  const isPage = isObject && Object.keys(page.shape).some((key) => key in parsed)
  const read = page.safeParse(isObject && !isPage ? { tickets: [parsed] } : parsed)
  if (!read.success) throw new WrongUse(`${file}, line ${line}: no page of a ticket export.`)
  return { ...read.data, line }
}

function readOne(sent: unknown, line: number, directory: Directory): SourceItem {
  const read = zendeskTicket.safeParse(sent)
  if (read.success) return ticketOf(read.data, { directory, line })
  const errors = read.error.issues.map(({ path, message }) => [path.join('.'), [message]])
  return {
    refused: {
      refused: 'ticket',
      external_id: idOf(sent),
      line,
      errors: Object.fromEntries(errors),
    },
  }
}

function idOf(sent: unknown): string | null {
  const read = z.object({ id: z.number() }).safeParse(sent)
  return read.success ? String(read.data.id) : null
}
