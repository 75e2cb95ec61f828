import { cannedResponse } from '@deskhive/shared/domain/canned-response/canned-response.ts'
import { findAllResources } from '@deskhive/shared/read-model/queries/resources.ts'
import type { Desk } from '#api/desk.ts'
import { presentResource, resourceOfRow } from '#api/present/resource.ts'
import type { App } from '#api/route.ts'

/** What an agent may answer with: all active ones at once, for a menu. */
export function agentCannedResponseRoutes(app: App, desk: Desk): void {
  app.get('/external/canned-responses', { config: { group: 'external' } }, async () => {
    const filters = [{ field: 'is_active', value: true }]
    const rows = await findAllResources(desk.database.readModel, cannedResponse, filters)
    return { data: rows.map((row) => presentResource(cannedResponse, resourceOfRow(row))) }
  })
}
