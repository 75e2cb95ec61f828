import type { ClientHttp2Stream } from 'node:http2'
import { Refused } from '../../kernel/refused.ts'
import { WireWriter } from '../../wire/wire-writer.ts'
import { type Append, type Appended, StreamDeleted, WrongRevision } from '../event-store.ts'
import { LogRefused, Unanswered } from '../transport.ts'
import { listen } from './call.ts'
import type { Channel } from './channel.ts'
import { type AppendAnswer, decodeAppendAnswer } from './decode-append.ts'
import { writeAppend } from './encode-append.ts'

type Waiting = {
  readonly append: Append
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: Error) => void
}

/**
 * `Streams.BatchAppend`: one stream for as long as it lives, opened by the first append. What is appended
 * in one turn of the event loop is written together; answers find their append by a number.
 */
export class AppendStream {
  readonly #channel: Channel
  readonly #writer = new WireWriter()
  readonly #waiting = new Map<number, Waiting>()
  #stream: ClientHttp2Stream | null = null
  #lastNumber = 0

  constructor(channel: Channel) {
    this.#channel = channel
  }

  append(append: Append, deadlineMs: number): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const number = ++this.#lastNumber
      if (this.#writer.length === 0) setImmediate(() => this.#flush())
      writeAppend(this.#writer, { ...append, number, deadlineMs })
      this.#waiting.set(number, { append, resolve, reject })
    })
  }

  #flush(): void {
    const frames = this.#writer.take()
    try {
      this.#stream ??= this.#open()
      this.#stream.write(frames)
    } catch (error) {
      this.#failAll(new Unanswered(error))
    }
  }

  #open(): ClientHttp2Stream {
    const stream = this.#channel.open('BatchAppend')
    listen(stream, {
      onMessage: (message) => this.#settle(decodeAppendAnswer(message)),
      onEnd: (error) => {
        this.#stream = null
        this.#failAll(error ?? new Unanswered('the node ended the stream of appends'))
      },
    })
    return stream
  }

  #settle(answer: AppendAnswer): void {
    const waiting = this.#waiting.get(answer.number)
    if (waiting === undefined) return
    this.#waiting.delete(answer.number)
    if (answer.kind === 'appended') {
      const { revision, position } = answer
      waiting.resolve({ revision, position })
    } else waiting.reject(explain(answer, waiting.append))
  }

  #failAll(error: Error): void {
    const all = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of all) reject(error)
  }
}

function explain(
  answer: Exclude<AppendAnswer, { kind: 'appended' }>,
  { stream, expected }: Append,
): Error {
  switch (answer.kind) {
    case 'wrong-revision':
      return new WrongRevision({ stream, expected, actual: answer.actual })
    case 'stream-deleted':
      return new StreamDeleted(stream)
    case 'too-large':
      return new Refused('INVALID', 'This is more than can be recorded at once')
    case 'timeout':
      return new Unanswered('the append came too late', true)
    case 'refused':
      return answer.isFinal ? new LogRefused(answer.message) : new Unanswered(answer.message, true)
    default:
      return answer satisfies never
  }
}
