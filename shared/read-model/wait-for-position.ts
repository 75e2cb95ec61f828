import type { Position } from '../kernel/position.ts'

export type PositionWaiter = AsyncDisposable & {
  /** The newest position known here: what the read models have at least. */
  current(): Position
  /** @returns whether the read models have the position; at once where they do, `false` after `timeoutMs` */
  waitFor(position: Position, timeoutMs: number): Promise<boolean>
}
