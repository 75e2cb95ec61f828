import { encodeFrame } from '@deskhive/shared/wire/wire-writer.ts'
import { askedOnce, type GrpcMethod } from '#event-store-node/grpc/method.ts'

/** The version whose behaviour this node shows; clients choose what to call by the methods, not by it. */
export const SERVER_VERSION = '24.2.0'

type SupportedMethod = { service: string; method: string; features?: readonly string[] }

const STREAMS = 'event_store.client.streams.streams'

const SUPPORTED: readonly SupportedMethod[] = [
  { service: STREAMS, method: 'read', features: ['position', 'events'] },
  { service: STREAMS, method: 'append' },
  { service: STREAMS, method: 'delete' },
  { service: STREAMS, method: 'tombstone' },
  { service: STREAMS, method: 'batchappend', features: ['deadline_duration'] },
  { service: 'event_store.client.gossip.gossip', method: 'read' },
  { service: 'event_store.client.server_features.serverfeatures', method: 'getsupportedmethods' },
]

const supportedMethods = encodeFrame((writer) => {
  for (const { service, method, features } of SUPPORTED) {
    writer.message(1, (fields) => {
      fields.text(1, method)
      fields.text(2, service)
      for (const feature of features ?? []) fields.text(3, feature)
    })
  }
  writer.text(2, SERVER_VERSION)
})

/** `ServerFeatures.GetSupportedMethods`: by it the client learns to batch, and what it must not try. */
export const serverFeaturesMethod: GrpcMethod = askedOnce((_message, call) =>
  call.end(supportedMethods),
)
