import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { expect } from 'vitest'
import type { Arrival, Lines, Told } from './expect-ledger.ts'

/** Each line was in one email, by itself or in a digest with others of its agent and time; a repeat says the same. */
export async function expectEmails(
  { truth, inbox }: Pick<Told, 'truth' | 'inbox'>,
  lines: Lines,
  log: readonly RecordedEvent[],
): Promise<Arrival[]> {
  const rows = await truth.rows(`
    select id, coalesce(digest_id, id) as message_id, concat(agent_id, ' ', digest_at) as digest
    from notifier.deliveries where channel = 'email'`)
  expect(rows.map(({ id }) => String(id)).sort()).toEqual([...lines.keys()].sort())

  const expected = Map.groupBy(rows, ({ message_id }) => String(message_id))
  const received = Map.groupBy(inbox.received, ({ messageId }) => messageId)
  expect([...received.keys()].sort()).toEqual([...expected.keys()].sort())

  const addresses = addressesIn(log)
  return [...received].map(([id, mails]) => {
    const members = expected.get(id) ?? []
    expect(new Set(members.map(({ digest }) => digest)).size).toBe(1)
    expect(new Set(mails.map(({ text }) => countOf(text)))).toEqual(new Set([members.length]))
    const line = lines.get(id) ?? ''
    const [, agentId = ''] = line.split(' ')
    expect(new Set(mails.flatMap(({ to }) => to))).toEqual(
      new Set([addresses.get(`agent-${agentId}`)]),
    )
    return { line, atMs: mails[0]?.atMs ?? 0 }
  })
}

/** How many notifications a mail says that it has. */
function countOf(text: string): number {
  return Number(/^Subject: (\d+) notifications: /m.exec(text)?.[1] ?? 1)
}

/** By the agent's stream. Nobody in these tests moves to another address. */
function addressesIn(log: readonly RecordedEvent[]): ReadonlyMap<string, unknown> {
  const founded = log.filter(({ type }) => type === 'AgentCreated')
  return new Map(founded.map(({ stream, data }) => [stream, data['email']]))
}
