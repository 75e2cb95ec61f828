import { webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import { invalid, Refused } from '@deskhive/shared/kernel/refused.ts'
import { deliveryStates } from '@deskhive/shared/read-model/notification-tables.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { findRecordedPosition } from '@deskhive/shared/read-model/queries/activity-logs.ts'
import {
  listWebhookDeliveries,
  redeliver,
} from '@deskhive/shared/read-model/queries/webhook-deliveries.ts'
import {
  findLatestWebhookReplay,
  findWebhookReplaySince,
  startWebhookReplay,
  type WebhookReplayRow,
} from '@deskhive/shared/read-model/queries/webhook-replays.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findLivingAt } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'
import { waitUntilInLog } from '#api/feed/in-log.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import { presentWebhookDelivery, presentWebhookReplay } from '#api/present/webhook-delivery.ts'
import type { App } from '#api/route.ts'
import {
  filter,
  idParams,
  logPosition,
  pageFields,
  pageOf,
  pathId,
} from '#api/routes/parameters.ts'

const mayRead = { group: 'internal', scope: 'webhooks:read' } as const
const mayAsk = { group: 'internal', scope: 'webhooks:update' } as const

/** What a webhook was sent, and sending it again. */
export function webhookDeliveryRoutes(app: App, desk: Desk): void {
  addList(app, desk)
  addRedeliver(app, desk)
  addReplay(app, desk)
}

function addList(app: App, desk: Desk): void {
  const querystring = z.object({ status: filter(z.enum(deliveryStates)), ...pageFields })

  app.get(
    '/internal/webhooks/:id/deliveries',
    { config: mayRead, schema: { params: idParams, querystring } },
    async ({ params: { id }, query }) => {
      await requireWebhook(desk, id)
      const page = pageOf(query)
      const question = { webhookId: id, state: query.status ?? null, page }
      const [{ rows, total }, replay] = await Promise.all([
        listWebhookDeliveries(desk.notifications, question),
        findLatestWebhookReplay(desk.notifications, id),
      ])
      const meta = { ...pageMeta(page, total), replay: replay && presentWebhookReplay(replay) }
      return { data: rows.map(presentWebhookDelivery), meta }
    },
  )
}

function addRedeliver(app: App, desk: Desk): void {
  app.post(
    '/internal/webhooks/:webhookId/deliveries/:deliveryId/redeliver',
    {
      config: mayAsk,
      schema: { params: z.object({ webhookId: pathId, deliveryId: pathId }) },
    },
    async ({ params: { webhookId, deliveryId } }, reply) => {
      const askedRevision = await requireActive(desk, webhookId)
      const asked = { webhookId, id: deliveryId, askedRevision }
      const row = await redeliver(desk.notifications, asked)
      if (row === null) throw new Refused('NOT_FOUND', 'This delivery does not exist')
      const data = presentWebhookDelivery(row)
      return reply.code(202).send({ data, message: 'It will be delivered again' })
    },
  )
}

function addReplay(app: App, desk: Desk): void {
  const errors = { after: ['The after field lies beyond the end of the log.'] }
  const begin = async ({ webhookId, after }: AskedReplay): Promise<WebhookReplayRow> => {
    const askedRevision = await requireActive(desk, webhookId)
    await waitUntilInLog(desk, after, errors)
    const [until, from] = await Promise.all([
      desk.log.head(),
      findRecordedPosition(desk.database.readModel, after),
    ])
    const stretch = { webhookId, askedRevision, after, until, from: from ?? logStart }
    const row = await startWebhookReplay(desk.notifications, stretch)
    if (row === null) throw new HttpError(409, 'A replay of this webhook is under way')
    return row
  }

  app.post(
    '/internal/webhooks/:id/replay',
    {
      config: mayAsk,
      schema: { params: idParams, querystring: z.object({ after: logPosition() }) },
    },
    async (request, reply) => {
      const { after } = request.query
      const asked = { webhookId: request.params.id, after }
      const row = (await findBegun(desk, request, asked)) ?? (await begin(asked))
      const message = `What this webhook wants is delivered again, from ${after} to ${row.until}`
      return reply.code(202).send({ data: presentWebhookReplay(row), message })
    },
  )
}

type AskedReplay = { readonly webhookId: number; readonly after: Position }

/** By an earlier attempt of this request, or by others since that: a replay is no command of the log. */
async function findBegun(
  { notifications }: Desk,
  { command, idempotencyRow }: FastifyRequest,
  asked: AskedReplay,
): Promise<WebhookReplayRow | null> {
  if (!command.mayBeRepeat || idempotencyRow === null) return null
  return findWebhookReplaySince(notifications, idempotencyRow, asked)
}

async function requireWebhook(desk: Desk, id: number) {
  const living = await findLivingAt(desk, webhook.name, id)
  if (living === null) throw new Refused('NOT_FOUND', 'This webhook does not exist')
  return living
}

/** @returns the revision that says so: the notifier may not have come there yet */
async function requireActive(desk: Desk, id: number): Promise<number> {
  const { state, revision } = await requireWebhook(desk, id)
  if (state.fields['status'] === 'active') return revision
  throw invalid({ status: ['The status field must be active before anything is delivered again.'] })
}
