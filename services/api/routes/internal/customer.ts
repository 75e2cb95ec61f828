import { blockCustomer, unblockCustomer } from '@deskhive/shared/domain/customer/block.ts'
import { customer } from '@deskhive/shared/domain/customer/customer.ts'
import { name, nullable } from '@deskhive/shared/domain/resource/fields.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { z } from 'zod'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { execute } from '#api/commands/execute.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import type { Desk } from '#api/desk.ts'
import { presentResource } from '#api/present/resource.ts'
import type { App } from '#api/route.ts'
import type { ResourceRules } from '#api/routes/internal/resource-rules.ts'
import { idParams } from '#api/routes/parameters.ts'

const config = { group: 'internal', scope: 'customers:update' } as const
const reason = name(1_000)

/** The desk has no page where customers register themselves: this API is where they come in. */
export const registrationRules: ResourceRules = {
  beforeCreate: async (desk) => {
    const { values } = await loadSettings(desk)
    if (values.sd_customer_registration_enabled) return
    throw new Refused(
      'FORBIDDEN',
      'No customers can be created while the setting sd_customer_registration_enabled is off',
    )
  },
}

/** What customers have beside the plain actions. */
export function customerBlockRoutes(app: App, desk: Desk): void {
  const aggregate = aggregateOf(customer)

  app.post(
    '/internal/customers/:id/block',
    { config, schema: { params: idParams, body: z.object({ reason }) } },
    async (request, reply) => {
      const { params, body } = request
      const { state } = await execute(
        desk,
        { request, reply },
        {
          aggregate,
          id: params.id,
          type: 'BlockCustomer',
          decide: (present) => blockCustomer(present, body.reason),
        },
      )
      return { data: presentResource(customer, state), message: 'Customer blocked' }
    },
  )

  app.post(
    '/internal/customers/:id/unblock',
    {
      config,
      schema: {
        params: idParams,
        body: z.object({ reason: nullable(reason).optional() }).optional(),
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const { state } = await execute(
        desk,
        { request, reply },
        {
          aggregate,
          id: params.id,
          type: 'UnblockCustomer',
          decide: (present) => unblockCustomer(present, body?.reason ?? null),
        },
      )
      return { data: presentResource(customer, state), message: 'Customer unblocked' }
    },
  )
}
