import type { ClientHttp2Stream } from 'node:http2'
import { StreamDeleted } from '../event-store.ts'
import { watchSilence } from '../silence.ts'
import {
  isFullPage,
  type Source,
  type StoredEvent,
  type StoredPage,
  type SubscriptionRequest,
  type Transport,
  Unanswered,
} from '../transport.ts'
import { AppendStream } from './append-stream.ts'
import { CallRefused, listen } from './call.ts'
import { type Channel, openChannel } from './channel.ts'
import { decodeReadAnswer } from './decode-read.ts'
import { encodeLogRead, encodeStreamRead, encodeSubscription } from './encode-read.ts'

/** @param address `http://host:port` */
export function openLeanTransport(
  address: string,
  onLost: (cause: unknown) => void = () => undefined,
): Transport {
  const channel = openChannel(address, () => onLost(new Unanswered('the connection was closed')))
  const appends = new AppendStream(channel)

  return {
    append: (append, deadlineMs) => appends.append(append, deadlineMs),
    readStream: async (wanted) => {
      try {
        return await read(channel, encodeStreamRead(wanted), wanted.timeoutMs)
      } catch (error) {
        throw isStreamDeleted(error) ? new StreamDeleted(wanted.stream, error) : error
      }
    },
    readAll: (wanted) => read(channel, encodeLogRead(wanted), wanted.timeoutMs),
    subscribe: (wanted) => subscribe(channel, wanted),
    close: channel.close,
  }
}

function isStreamDeleted(error: unknown): boolean {
  return error instanceof CallRefused && error.exception === 'stream-deleted'
}

/** A stream that is not there is answered with no event and status OK. */
function read(channel: Channel, request: Buffer, timeoutMs: number): Promise<StoredPage> {
  return new Promise((resolve, reject) => {
    const events: StoredEvent[] = []
    let bytes = 0
    let isFull = false
    const stream = ask(channel, request)
    const silence = watchSilence(timeoutMs, () => {
      reject(new Unanswered(`a read was not answered for ${timeoutMs} ms`))
      stream.close()
    })
    listen(stream, {
      onMessage: (message) => {
        silence.heard()
        if (isFull) return
        const answer = decodeReadAnswer(message)
        if (answer.kind === 'event') events.push(answer.event)
        bytes += message.length
        isFull = isFullPage(events, bytes)
        if (isFull) stream.close()
      },
      onEnd: (error) => {
        silence.end()
        if (error === null || isFull) resolve({ events, isFull })
        else reject(error)
      },
    })
  })
}

function subscribe(channel: Channel, wanted: SubscriptionRequest): Source {
  const stream = ask(channel, encodeSubscription(wanted.after, wanted.streamPrefixes))
  listen(stream, {
    onMessage: (message) => {
      const answer = decodeReadAnswer(message)
      if (answer.kind === 'event') wanted.onEvent(answer.event)
      else if (answer.kind === 'checkpoint') wanted.onCheckpoint(answer.passed)
      else if (answer.kind === 'caught-up') wanted.onCaughtUp()
    },
    onEnd: (error) => wanted.onEnd(error ?? new Unanswered('the subscription ended')),
  })
  return {
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    isPaused: () => stream.isPaused(),
    isDrained: () => true, // a chunk is decoded whole, and said to be the last only behind all others
  }
}

/** @throws Unanswered */
function ask(channel: Channel, request: Buffer): ClientHttp2Stream {
  try {
    const stream = channel.open('Read')
    stream.end(request)
    return stream
  } catch (error) {
    throw new Unanswered(error)
  }
}
