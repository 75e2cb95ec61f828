import { expect } from 'vitest'
import type { Arrival, Lines, Told } from './expect-ledger.ts'
import { pathOf } from './reach-agents.ts'

/** Each line was posted to its agent, signed by its secret; a repeat has the same id and the same text. */
export function expectPosts(
  { agents, receiver, secrets }: Pick<Told, 'agents' | 'receiver' | 'secrets'>,
  lines: Lines,
): Arrival[] {
  const paths = new Set(agents.map(({ id }) => pathOf(id)))
  const own = receiver.received.filter(({ path }) => paths.has(path))
  const posts = Map.groupBy(own, ({ id }) => id)
  expect([...posts.keys()].sort()).toEqual([...lines.keys()].sort())

  return [...posts].map(([id, made]) => {
    const line = lines.get(id) ?? ''
    const agentId = Number(line.split(' ')[1])
    expect(new Set(made.map(({ body }) => body)).size).toBe(1)
    const secret = secrets.get(agentId) ?? ''
    expect(made.every((post) => post.path === pathOf(agentId) && post.isSignedWith(secret))).toBe(
      true,
    )
    return { line, atMs: made[0]?.atMs ?? 0 }
  })
}
