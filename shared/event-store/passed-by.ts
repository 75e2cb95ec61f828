import type { Position } from '../kernel/position.ts'

/**
 * The last position that a checkpoint has behind it. Live it names the event that was passed, as `{X, X}`; while
 * catching up it names the place of the next one, as `{commit: X, prepare: 0}`, where an event may yet come.
 */
export function passedBy({ commit, prepare }: { commit: bigint; prepare: bigint }): Position {
  return prepare < commit ? commit - 1n : commit
}
