import { importCommand, type JsonValue, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { metadataAt } from '@deskhive/shared/testing/given.ts'
import fc from 'fast-check'

type Step = {
  readonly stream: string
  readonly type: string
  readonly data: { readonly [field: string]: JsonValue }
  readonly isImported: boolean
}

const webhookIds = [1, 2, 3]
const news = ['LabelCreated', 'TicketClosed', 'ApiKeyCreated', 'SettingsChanged', 'AuditRootSigned']
const wanted = fc.subarray(['*', ...news, 'WebhookChanged'], { minLength: 1 })

const happening: fc.Arbitrary<Step> = fc.record({
  stream: fc.constantFrom('label-1', 'ticket-1001', 'settings-1'),
  type: fc.constantFrom(...news),
  data: fc.constant({}),
  isImported: fc.boolean(),
})
const change = fc.oneof(
  wanted.map((events) => ({ events })),
  fc.constantFrom('active', 'inactive').map((status) => ({ status })),
  fc.constant({ description: 'Other' }),
)
const webhookStep: fc.Arbitrary<Step> = fc
  .record({
    id: fc.constantFrom(...webhookIds),
    data: change,
    isEnd: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  })
  .map(({ id, data, isEnd }) => ({
    stream: `webhook-${id}`,
    type: isEnd ? 'WebhookDeleted' : 'WebhookChanged',
    data: isEnd ? {} : data,
    isImported: false,
  }))

/** Three webhooks that come, change and go, and what happens meanwhile; as a log holds it. */
export const webhookHistories: fc.Arbitrary<RecordedEvent[]> = fc
  .record({
    founders: fc.tuple(...webhookIds.map(() => wanted)),
    steps: fc.array(
      fc.oneof({ weight: 4, arbitrary: happening }, { weight: 1, arbitrary: webhookStep }),
      {
        minLength: 10,
        maxLength: 60,
      },
    ),
  })
  .map(({ founders, steps }) => {
    const seen = new Set<string>()
    return record(
      steps.flatMap((step): Step[] => {
        const isFirst = step.stream.startsWith('webhook-') && !seen.has(step.stream)
        seen.add(step.stream)
        if (!isFirst) return [step]
        const events = founders[Number(step.stream.split('-')[1]) - 1] ?? ['*']
        const data = { url: 'https://example.org/', events, status: 'active', description: null }
        return [{ ...step, type: 'WebhookCreated', data }, step]
      }),
    )
  })

function record(steps: readonly Step[]): RecordedEvent[] {
  const revisions = new Map<string, number>()
  return steps.map(({ stream, type, data, isImported }, index) => {
    const revision = (revisions.get(stream) ?? -1) + 1
    revisions.set(stream, revision)
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString()
    return {
      type,
      data,
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      stream,
      revision,
      position: BigInt(index * 7),
      recorded_at: at,
      metadata: { ...metadataAt(at), command_type: isImported ? importCommand : 'Test' },
    }
  })
}
