import { agent } from '@deskhive/shared/domain/agent/agent.ts'
import {
  mergeSettings,
  notificationSettings,
} from '@deskhive/shared/domain/agent/notification-settings.ts'
import { changeResource } from '@deskhive/shared/domain/resource/decide-resource.ts'
import { name, nullable, text } from '@deskhive/shared/domain/resource/fields.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { Refused, refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import { findResource } from '@deskhive/shared/read-model/queries/resources.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { agentOf } from '#api/caller.ts'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { execute } from '#api/commands/execute.ts'
import { ownValue } from '#api/commands/sent-fields.ts'
import { targetErrors } from '#api/commands/target-errors.ts'
import type { Desk } from '#api/desk.ts'
import { type Resource, resourceOfRow } from '#api/present/resource.ts'
import { presentTime } from '#api/present/time.ts'
import type { App } from '#api/route.ts'
import { tagWith } from '#api/routes/entity-tag.ts'
import { parseBody } from '#api/routes/internal/crud-schemas.ts'

const config = { group: 'external' } as const

const webhookUrlField = 'notification_settings.webhook_url'

/** What an agent may say of itself. */
const body = z.object({
  name: name(250).optional(),
  phone: nullable(text(50)).optional(),
  locale: nullable(text(10)).optional(),
  notification_settings: notificationSettings.optional(),
})
type ProfilePatch = z.output<typeof body>

export function profileRoutes(app: App, desk: Desk): void {
  app.get('/external/profile', { config }, async ({ caller }, reply) => {
    const row = await findResource(desk.database.readModel, agent, agentOf(caller).id)
    if (row === null) throw new Refused('NOT_FOUND', 'This agent does not exist')
    tagWith(reply, row.revision)
    return { data: present(resourceOfRow(row)) }
  })

  const alsoWrong = ({ sentBody }: FastifyRequest) =>
    targetErrors(desk, webhookUrlField, sentUrl(sentBody))
  const checked = { ...config, alsoWrong }

  app.put('/external/profile', { config: checked, schema: { body } }, async (request, reply) => {
    const url = request.body.notification_settings?.webhook_url
    if (!request.command.isRecorded) {
      refuseWrong(await targetErrors(desk, webhookUrlField, url))
    }
    const { state } = await execute(
      desk,
      { request, reply },
      {
        aggregate: aggregateOf(agent),
        id: agentOf(request.caller).id,
        type: 'ChangeProfile',
        decide: (present) => changeResource(agent, present, patchOf(present, request.body)),
      },
    )
    return { data: present(state), message: 'Profile updated' }
  })
}

function sentUrl(body: unknown): unknown {
  return ownValue(ownValue(body, 'notification_settings'), 'webhook_url')
}

/** Of the notification settings only what was sent changes. */
function patchOf(present: ResourceState, { notification_settings, ...sent }: ProfilePatch) {
  if (notification_settings === undefined) return parseBody(sent)
  const merged = mergeSettings(settingsOf(present), notification_settings)
  return parseBody({ ...sent, notification_settings: merged })
}

function settingsOf({ fields }: Pick<Resource, 'fields'>) {
  return notificationSettings.parse(fields['notification_settings'] ?? {})
}

function present({ id, fields, created_at }: Resource) {
  return {
    id,
    name: fields['name'],
    email: fields['email'],
    phone: fields['phone'] ?? null,
    locale: fields['locale'] ?? null,
    avatar_url: null, // nothing to upload one with yet
    notification_settings: settingsOf({ fields }),
    is_active: fields['is_active'],
    created_at: presentTime(created_at),
  }
}
