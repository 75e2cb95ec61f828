import type { TestDesk } from '../../services/api/testing/start-test-desk.ts'

/** The least that an imported ticket must tell. */
export const leastTicket = {
  external_id: 'INC-0',
  customer: { name: 'Bo Diddley', email: 'bo@import.test' },
  title: 'Mail does not arrive',
  content: 'Since this morning.',
  created_at: '2016-02-29T04:40:00Z',
}

export type Import = { readonly [field: string]: unknown }

type Result = {
  readonly external_id: string | null
  readonly id: number
  readonly result: string
  readonly errors: Readonly<Record<string, readonly string[]>>
}

/** @returns what became of each; throws where the request as a whole was refused */
export async function importTickets(
  { ask }: Pick<TestDesk, 'ask'>,
  tickets: readonly unknown[],
): Promise<readonly Result[]> {
  const answer = await ask('POST', '/internal/imports/tickets', { body: { tickets } })
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body.data
}

export async function importOne(desk: Pick<TestDesk, 'ask'>, fields: Import): Promise<Result> {
  const [result] = await importTickets(desk, [{ ...leastTicket, ...fields }])
  if (result === undefined) throw new Error('One ticket has no result')
  return result
}

/** One step of a ticket's history, as far as an import decides it. */
export async function stepsOf({ ask }: Pick<TestDesk, 'ask'>, id: number) {
  const { body } = await ask('GET', `/internal/tickets/${id}/history?per_page=200`)
  return body.data.map(({ type, occurred_at, actor, data }: Step) => ({
    type,
    at: occurred_at,
    by: `${actor.type} ${actor.name}`,
    data,
  }))
}

type Step = {
  readonly type: string
  readonly occurred_at: string
  readonly actor: { readonly type: string; readonly name: string }
  readonly data: object
}
