import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GrpcCall } from '#event-store-node/grpc/call.ts'
import type { EventEncoder } from './event-encoder.ts'

/** A page is full with this many bytes to send or events looked at, so that memory stays bounded and others get their turn. */
export const PAGE_BYTES = 64 * 1024
export const PAGE_EVENTS = 1000

/** Puts the next page into the encoder; true when that was the last. */
export type FillPage = () => boolean

/** Sends page after page, as fast as the client reads. False if the call was over before the end. */
export async function sendPages(
  call: GrpcCall,
  encoder: EventEncoder,
  fillPage: FillPage,
): Promise<boolean> {
  while (!call.isOver) {
    const isLast = fillPage()
    const drained = encoder.size > 0 ? call.write(encoder.take()) : null
    if (isLast) return true
    await (drained ?? nextTurn())
  }
  return false
}
