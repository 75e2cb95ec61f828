import { parseTicketEvent } from '@deskhive/shared/domain/ticket/event-types.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { deskAtEvent } from '@deskhive/shared/notifications/desk-at-event.ts'
import { explainConcerned, reasonOfOther } from '@deskhive/shared/notifications/explain.ts'
import { expectedLedger, momentsOf } from '@deskhive/shared/notifications/testing/ledger.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histories } from '#notifier/testing/histories.ts'
import { expectedReasons } from '#notifier/testing/silences.ts'

describe('asked about any event of any history', () => {
  it('every agent has a notification or the reason that an independent ledger gives', () => {
    fc.assert(
      fc.property(histories, (log) => {
        const asked = momentsOf(log).map(({ event, agentId }) => {
          const { reason } = explained(log, event, agentId)
          return `${event.id} ${agentId} ${reason ?? 'told'}`
        })
        expect(asked).toEqual(expectedReasons(log))
      }),
      { numRuns: 100 },
    )
  })

  it('those who heard are those whom the ledger has, on the same channels', () => {
    fc.assert(
      fc.property(histories, (log) => {
        const lines = momentsOf(log).flatMap(({ event, agentId }) => {
          const { type, reason, wanted } = explained(log, event, agentId)
          if (reason !== null) return []
          return wanted.map((channel) => `${event.id} ${agentId} ${type} ${channel}`)
        })
        expect(lines.sort()).toEqual(expectedLedger(log))
      }),
      { numRuns: 50 },
    )
  })
})

function explained(log: readonly RecordedEvent[], { id }: RecordedEvent, agentId: number) {
  const found = log.find((recorded) => recorded.id === id)
  const event = found && parseTicketEvent(found)
  if (!event) throw new Error(`${id} is no event of a ticket`)
  const streamsOf = (prefix: string) =>
    Map.groupBy(
      log.filter(({ stream }) => stream.startsWith(prefix)),
      ({ stream }) => stream,
    )
  const at = deskAtEvent(event, {
    ticket: streamsOf(event.stream).get(event.stream) ?? [],
    agents: [...streamsOf('agent-').values()],
    settings: streamsOf('settings-').get('settings-1') ?? [],
  })
  const concerned = explainConcerned(event, at).find(({ agent_id }) => agent_id === agentId)
  return concerned ?? { type: null, wanted: [], reason: reasonOfOther(event, at, agentId) }
}
