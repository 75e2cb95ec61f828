import { randomUUID } from 'node:crypto'
import { encodeFrame } from '@deskhive/shared/wire/wire-writer.ts'
import { askedOnce, type GrpcMethod } from '#event-store-node/grpc/method.ts'

const LEADER = 8
const TICKS_PER_MS = 10_000n

/** `Gossip.Read`: a cluster of one, which leads. */
export function gossipMethod(endpoint: () => { host: string; port: number }): GrpcMethod {
  const instanceId = randomUUID()
  return askedOnce((_message, call) => {
    const { host, port } = endpoint()
    const frame = encodeFrame((writer) =>
      writer.message(1, (member) => {
        member.message(1, (id) => id.text(2, instanceId))
        member.uint64(2, BigInt(Date.now()) * TICKS_PER_MS)
        member.uint64(3, LEADER)
        member.uint64(4, 1)
        member.message(5, (address) => {
          address.text(1, host)
          address.uint64(2, port)
        })
      }),
    )
    call.end(frame)
  })
}
