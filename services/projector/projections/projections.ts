import { resources } from '@deskhive/shared/domain/resources.ts'
import type { Projection } from '@deskhive/shared/projection/projection.ts'
import { activityLogProjection } from '#projector/projections/activity-log.ts'
import { categoryTreeProjection } from '#projector/projections/category-tree.ts'
import { referenceNameProjection } from '#projector/projections/reference-name.ts'
import { resourceProjection } from '#projector/projections/resource.ts'
import { settingsProjection } from '#projector/projections/settings.ts'
import { ticketProjection } from '#projector/projections/ticket.ts'

/** All read models: one group with one checkpoint. */
export const projections: readonly Projection[] = [
  ...resources.map(resourceProjection),
  ticketProjection,
  settingsProjection,
  categoryTreeProjection,
  activityLogProjection,
  referenceNameProjection,
]
