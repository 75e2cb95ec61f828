import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GrpcCall } from '#event-store-node/grpc/call.ts'
import type { GrpcError } from '#event-store-node/grpc/status.ts'
import { encodeCaughtUp, encodeConfirmation } from '#event-store-node/protocol/encode-read.ts'
import type { Commit, Feed } from '#event-store-node/storage/feed.ts'
import type { EventEncoder } from './event-encoder.ts'

/** What a subscription is about: it remembers how far it is. */
export type Subject = {
  /** Null for the whole log. */
  readonly stream: string | null
  /** Encodes the next page of history; true when there is no more. @throws GrpcError where the subscription ends */
  readOn(): boolean
  /** Called once, between history and live events. */
  onCaughtUp(): void
  /** Encodes what a commit brought; an error ends the subscription after that. */
  onCommit(commit: Commit): GrpcError | null
}

/**
 * Confirmation, history, caught up, live. Two modes:
 * - catching up: pages from the disk, as fast as the client reads; the last page and going live happen in
 *   one turn of the event loop, so nothing can be written in between;
 * - live: commits from memory, as long as the client takes them at once. When it does not, nothing is kept
 *   for it: it waits until the client has read on, and is back to catching up from where it was.
 */
export async function subscribe(
  call: GrpcCall,
  subject: Subject,
  context: { feed: Feed; encoder: EventEncoder },
): Promise<void> {
  const { encoder } = context
  let wasCaughtUp = false
  encoder.addFrame(encodeConfirmation(randomUUID()))
  while (!call.isOver) {
    const isAtEnd = subject.readOn()
    if (isAtEnd && !wasCaughtUp) {
      wasCaughtUp = true
      subject.onCaughtUp()
      encoder.addFrame(encodeCaughtUp())
    }
    const drained = encoder.size > 0 ? call.write(encoder.take()) : null
    if (drained !== null) await drained
    else if (isAtEnd) await followLive(call, subject, context)
    else await nextTurn()
  }
}

/** Resolves when the client has fallen behind and read on, or is gone. */
function followLive(
  call: GrpcCall,
  subject: Subject,
  { feed, encoder }: { feed: Feed; encoder: EventEncoder },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      feed.remove(subject.stream, onCommit)
      call.signal.removeEventListener('abort', stop)
      resolve()
    }
    const send = (commit: Commit) => {
      const ending = subject.onCommit(commit)
      const drained = encoder.size > 0 ? call.write(encoder.take()) : null
      if (ending !== null) throw ending
      if (drained === null) return
      feed.remove(subject.stream, onCommit)
      void drained.then(stop)
    }
    // Whatever is wrong with one subscription must not reach the writer, nor the other subscriptions.
    const onCommit = (commit: Commit) => {
      try {
        send(commit)
      } catch (error) {
        reject(error)
        stop()
      }
    }
    feed.add(subject.stream, onCommit)
    call.signal.addEventListener('abort', stop)
    if (call.isOver) stop()
  })
}
