import type { AggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { StreamBeginnings } from '@deskhive/shared/event-store/stream-beginnings.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import type { Reach } from '@deskhive/shared/outbound/target.ts'
import type { Database, ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { PositionWaiter } from '@deskhive/shared/read-model/wait-for-position.ts'
import type { AgentPasswords } from '@deskhive/shared/read-model/write-side/agent-passwords.ts'
import type { IdBlocks } from '@deskhive/shared/read-model/write-side/id-blocks.ts'
import type { IdempotencyRows } from '@deskhive/shared/read-model/write-side/idempotency.ts'
import type { ImportedTickets } from '@deskhive/shared/read-model/write-side/imported-tickets.ts'
import type { KeyUsage } from '@deskhive/shared/read-model/write-side/key-usage.ts'
import type { RateBudgets } from '@deskhive/shared/read-model/write-side/rate-budgets.ts'
import type { Secrets } from '@deskhive/shared/read-model/write-side/secrets.ts'
import type { SigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import type { WriteSideTables } from '@deskhive/shared/read-model/write-side/tables.ts'
import type { TicketPlaces } from '@deskhive/shared/read-model/write-side/ticket-places.ts'
import type { UniqueClaims } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import type { Kysely } from 'kysely'
import type { CustomFieldIds } from '#api/commands/custom-fields.ts'
import type { AgentWorkloads } from '#api/commands/workloads.ts'
import type { Config } from '#api/config.ts'
import type { FindLogEnd } from '#api/feed/in-log.ts'
import type { Turns } from '#api/imports/turns.ts'
import type { LogWatch } from '#api/log-watch.ts'
import type { LiveNotifications } from '#api/notifications/live-notifications.ts'
import type { KnownKeys } from '#api/plugins/known-keys.ts'
import type { EventStreams } from '#api/streams/event-streams.ts'

/** All that requests are answered with. Made in `open-desk.ts`, given to `buildApp`. */
export type Desk = {
  /** Decisions: every stream's state, and commands on it. */
  readonly aggregates: AggregateStore
  /** The log itself. */
  readonly log: EventStore
  readonly findLogEnd: FindLogEnd
  /** Streams from their beginning, for what is told of the past. */
  readonly beginnings: StreamBeginnings
  /** Reads: `database.readModel` is Kysely on the read models. */
  readonly database: Database
  /** The same read models, on few connections that may take their time. */
  readonly reports: ReadModelDatabase
  /** Notifications, for the agent who reads or marks them, and what webhooks are sent. */
  readonly notifications: Kysely<NotifierTables>
  readonly liveNotifications: LiveNotifications
  readonly keyUsages: Kysely<WriteSideTables>
  readonly logWatch: LogWatch
  readonly waiter: PositionWaiter
  readonly ids: IdBlocks
  readonly claims: UniqueClaims
  readonly ticketPlaces: TicketPlaces
  readonly importedTickets: ImportedTickets
  /** Of those who make what imported tickets name. */
  readonly importTurns: Turns
  readonly passwords: AgentPasswords
  readonly secrets: Secrets
  /** Where requests that the desk makes for somebody may go. */
  readonly reach: Reach
  /** Of webhooks and of agents; null without `SECRETS_KEY`. */
  readonly signingSecrets: { readonly [of in 'webhook' | 'agent']: SigningSecrets } | null
  readonly idempotency: IdempotencyRows
  readonly keys: KnownKeys
  readonly customFieldIds: CustomFieldIds
  readonly workloads: AgentWorkloads
  readonly keyUsage: KeyUsage
  readonly rateBudgets: RateBudgets
  /** Server-sent events: whoever reads on. */
  readonly streams: EventStreams
  /** Now, ISO 8601 in UTC with milliseconds. */
  readonly now: () => string
  /** A random UUID. */
  readonly uuid: () => string
  /** What the log is verified against, see `config.ts`. */
  readonly audit: Config['audit']
  readonly limits: { readonly requestsPerMinute: number }
  /** Whose pages may call from a browser, e.g. `https://desk.example.com`. */
  readonly corsOrigins: ReadonlySet<string>
  /** Whose word is taken for where a request comes from: addresses and networks. */
  readonly trustedProxies: readonly string[]
  /** What `/health/ready` tells. */
  readonly checkReadiness: () => Readiness | Promise<Readiness>
  readonly logger: Logger
  readonly metrics: Metrics
}
