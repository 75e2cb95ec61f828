import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect } from 'node:http2'
import { FrameParser } from '@deskhive/shared/wire/frame-parser.ts'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allRead, asReadRequest } from './generated-messages.ts'
import { frame } from './raw-call.ts'
import { newStream, temporaryDir } from './server-under-test.ts'
import { spawnNode } from './spawned-node.ts'

let dir: string
beforeEach(async () => {
  dir = await temporaryDir()
})
afterEach(() => rm(dir, { recursive: true }))

const EVENTS = 100
const MB = 1024 * 1024
const TEXT = 'x'.repeat(MB - 100)

describe('a subscriber that stops reading', () => {
  it('costs the server no memory, and has everything once when it reads on', async () => {
    await using node = await spawnNode({ dir })
    const client = EventStoreDBClient.connectionString(node.url)
    const session = connect(`http://127.0.0.1:${node.port}`)
    const call = session.request({
      ':method': 'POST',
      ':path': '/event_store.client.streams.Streams/Read',
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const options = allRead()
    options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions())
    call.end(frame(asReadRequest(options)))
    await once(call, 'response')
    call.pause()
    const before = await node.residentBytes()

    const stream = newStream()
    for (let index = 0; index < EVENTS; index += 1) {
      await client.appendToStream(stream, jsonEvent({ type: 'big', data: { index, text: TEXT } }))
    }

    expect((await node.residentBytes()) - before).toBeLessThan(EVENTS * MB * 0.7)
    const responses = responsesOf(call)
    const read = await takeUntil(responses, (response) => isOf(response, EVENTS - 1))
    const revisions = read.filter(isBig).map((response) => recorded(response)?.getStreamRevision())
    expect(revisions).toEqual(Array.from({ length: EVENTS }, (_, index) => String(index)))
    await client.appendToStream(stream, jsonEvent({ type: 'small', data: {} }))
    read.push(...(await takeUntil(responses, (response) => isOf(response, EVENTS))))
    expect(read.filter((response) => response.hasCaughtUp())).toHaveLength(1)
    session.destroy()
    await client.dispose()
  })
})

type Response = InstanceType<typeof streams.ReadResp>

const recorded = (response: Response) => response.getEvent()?.getEvent()
const isBig = (response: Response) => (recorded(response)?.getData_asU8().length ?? 0) > MB / 2

const isOf = (response: Response, revision: number) =>
  recorded(response)?.getStreamRevision() === String(revision)

async function* responsesOf(call: AsyncIterable<Buffer>): AsyncGenerator<Response> {
  const parser = new FrameParser()
  for await (const chunk of call) {
    for (const message of parser.push(chunk)) yield streams.ReadResp.deserializeBinary(message)
  }
}

/** The next responses up to and with the one that is waited for; the rest stays. */
async function takeUntil(
  responses: AsyncGenerator<Response>,
  isLast: (response: Response) => boolean,
): Promise<Response[]> {
  const taken: Response[] = []
  for (;;) {
    const { value, done } = await responses.next()
    if (done === true) throw new Error('The subscription ended')
    taken.push(value)
    if (isLast(value)) return taken
  }
}
