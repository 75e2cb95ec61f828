import {
  type Activity,
  type NameOf,
  namesNeededBy,
} from '@deskhive/shared/domain/activity/activity.ts'
import { describeCategoryTreeActivity } from '@deskhive/shared/domain/category/activity.ts'
import { describeResourceActivity } from '@deskhive/shared/domain/resource/activity.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { describeSettingsActivity } from '@deskhive/shared/domain/settings/activity.ts'
import { describeTicketActivity } from '@deskhive/shared/domain/ticket/activity.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { findNames, listActivities } from '@deskhive/shared/read-model/queries/activity-logs.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { presentTime } from '#api/present/time.ts'
import type { App } from '#api/route.ts'
import { pageFields, pageOf } from '#api/routes/parameters.ts'

type Describe = (activity: Activity, nameOf: NameOf) => string

/** By the stream's category. */
const sentences = new Map<string, Describe>([
  ['ticket', describeTicketActivity],
  ['settings', describeSettingsActivity],
  ['categoryTree', describeCategoryTreeActivity],
  ...resources.map((definition): [string, Describe] => [
    definition.name,
    (activity, nameOf) => describeResourceActivity(definition, activity, nameOf),
  ]),
])

/** What happened, in sentences that are made as they are read. */
export function activityLogRoutes(app: App, desk: Desk): void {
  const db = desk.database.readModel
  app.get(
    '/internal/activity-logs',
    {
      config: { group: 'internal', scope: 'activity-logs:list' },
      schema: { querystring: z.object(pageFields) },
    },
    async ({ query }) => {
      const page = pageOf(query)
      const { rows, total } = await listActivities(db, page)
      const names = await findNames(db, rows.flatMap(namesNeededBy))
      const byThing = new Map(names.map(({ resource, id, name }) => [`${resource}-${id}`, name]))
      const nameOf: NameOf = (resource, id) => byThing.get(`${resource}-${id}`) ?? `#${id}`
      const data = rows.map((row) => ({
        id: row.id,
        description: sentences.get(row.resource)?.(row, nameOf) ?? row.type,
        user: { id: row.actor_id, name: row.actor_name },
        ip_address: row.ip_address,
        created_at: presentTime(row.created_at),
      }))
      return { data, meta: pageMeta(page, total) }
    },
  )
}
