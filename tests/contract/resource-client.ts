import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { expect } from 'vitest'
import type { Answer } from '../../services/api/testing/ask.ts'
import type { TestDesk } from '../../services/api/testing/start-test-desk.ts'
import { type Body, fullBody } from './samples.ts'

export type ResourceClient = {
  readonly path: string
  /** @throws where it is not created */
  readonly create: (changes?: Body) => Promise<Answer>
  readonly createdId: (changes?: Body) => Promise<number>
}

export function clientFor(desk: TestDesk, definition: ResourceDefinition): ResourceClient {
  const path = `/internal/${definition.path}`
  const create = async (changes: Body = {}): Promise<Answer> => {
    const body = { ...(await fullBody(desk.ask, definition)), ...changes }
    const answer = await desk.ask('POST', path, { body })
    if (answer.status !== 201) throw new Error(answer.text)
    return answer
  }
  return {
    path,
    create,
    createdId: async (changes) => (await create(changes)).body.data.id,
  }
}

/** Of an answer that is 422, as the contract says it must look. */
export function wrongFields(answer: Answer): string[] {
  expect(answer.status).toBe(422)
  expect(answer.body.message).toBe(Object.values<string[]>(answer.body.errors)[0]?.[0])
  return sorted(Object.keys(answer.body.errors))
}

export function sorted(texts: readonly string[]): string[] {
  return [...texts].sort((left, right) => (left < right ? -1 : 1))
}

/** Of an answer that is a list. */
export function idsOf({ body }: { readonly body: { readonly data: readonly { id: number }[] } }) {
  return body.data.map(({ id }) => id)
}
