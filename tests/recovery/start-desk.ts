import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { createPatientClient, idOf, type PatientClient } from '#tests/support/patient-client.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'

/** A whole desk of its own with one customer in it, whom to ask, and what to hold it against. */
export type Desk = AsyncDisposable & {
  readonly stack: Stack
  /** May do everything, as often as it likes. */
  readonly staff: PatientClient
  readonly truth: Truth
  /** The id of the one customer. */
  readonly customer: number
}

export async function startDesk(): Promise<Desk> {
  await using opening = new AsyncDisposableStack()
  const stack = opening.use(await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } }))
  const staff = opening.use(
    createPatientClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey }),
  )
  const truth = opening.use(openTruth(stack))
  const bo = { name: 'Bo', email: 'b@desk.example' }
  const customer = idOf(await staff.post('/internal/customers', bo))

  const open = opening.move()
  return { stack, staff, truth, customer, [Symbol.asyncDispose]: () => open.disposeAsync() }
}
