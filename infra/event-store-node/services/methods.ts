import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { GrpcMethods } from '#event-store-node/grpc/method.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'
import { appendMethod, deleteMethod, tombstoneMethod } from './append.ts'
import { batchAppendMethod } from './batch-append.ts'
import { gossipMethod } from './gossip.ts'
import { readMethod } from './read.ts'
import { serverFeaturesMethod } from './server-features.ts'

type Context = {
  readonly log: EventLog
  readonly logger: Logger
  readonly endpoint: () => { host: string; port: number }
}

const PREFIX = '/event_store.client'

/** Everything that is answered with something else than UNIMPLEMENTED. */
export const createMethods = (context: Context): GrpcMethods =>
  new Map([
    [`${PREFIX}.streams.Streams/Read`, readMethod(context)],
    [`${PREFIX}.streams.Streams/Append`, appendMethod(context)],
    [`${PREFIX}.streams.Streams/BatchAppend`, batchAppendMethod(context)],
    [`${PREFIX}.streams.Streams/Delete`, deleteMethod(context)],
    [`${PREFIX}.streams.Streams/Tombstone`, tombstoneMethod(context)],
    [`${PREFIX}.server_features.ServerFeatures/GetSupportedMethods`, serverFeaturesMethod],
    [`${PREFIX}.gossip.Gossip/Read`, gossipMethod(context.endpoint)],
  ])
