import { z } from 'zod'
import { expectStatus, type PatientClient } from '#tests/support/patient-client.ts'

const listSchema = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ current_page: z.int(), last_page: z.int(), total: z.int() }),
})

export async function allPages<T>(
  client: PatientClient,
  path: string,
  item: z.ZodType<T>,
): Promise<T[]> {
  const items: T[] = []
  for (let page = 1, last = 1; page <= last; page += 1) {
    const answer = expectStatus(await client.get(`${path}?per_page=200&page=${page}`), 200)
    const { data, meta } = listSchema.parse(answer.body)
    items.push(...z.array(item).parse(data))
    last = meta.last_page
  }
  return items
}
