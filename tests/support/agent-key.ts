import { z } from 'zod'
import { dataOf, type PatientClient } from './patient-client.ts'

const withKey = z.object({ key: z.string() })

/** An external key, which is all that an agent has to show. */
export async function createAgentKey(
  staff: PatientClient,
  name: string,
  agentId: number,
): Promise<string> {
  const answer = await staff.post('/internal/api-keys', {
    name: `Key of ${name}`,
    type: 'external',
    agent_id: agentId,
  })
  return dataOf(answer, withKey).key
}
