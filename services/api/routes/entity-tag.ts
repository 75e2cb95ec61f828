import { hash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { presentTicket } from '#api/present/ticket.ts'

/** What an answer shows of other streams: a department's name on its ticket, a category's article count. */
type Others = { readonly [field: string]: unknown }

/** 48 bits, to be told from the few other looks of one revision. */
const MARK_LENGTH = 8

/**
 * The tag that a write's `If-Match` and a read's `If-None-Match` may name: the revision of the stream, and
 * a mark of what other streams have a say in, for that may change without it. `If-Match` asks for the
 * revision alone (`commands/expected-revision.ts`), `If-None-Match` for all of it (`plugins/not-modified.ts`).
 */
export function tagWith(reply: FastifyReply, revision: number, others: Others = {}): void {
  reply.header('etag', `"${revision}${markOf(others)}"`)
}

/** The part of a ticket that its own stream knows by id only. */
export function othersOf(ticket: ReturnType<typeof presentTicket>): Others {
  const { department, category, product, customer, labels, assigned_to, custom_fields } = ticket
  return { department, category, product, customer, labels, assigned_to, custom_fields }
}

function markOf(others: Others): string {
  if (Object.values(others).every(isNothing)) return ''
  return `-${hash('sha1', JSON.stringify(others), 'base64url').slice(0, MARK_LENGTH)}`
}

function isNothing(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0)
}
