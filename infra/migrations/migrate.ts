import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { readModels } from '#migrations/steps/0001-read-models.ts'
import { notifier } from '#migrations/steps/0002-notifier.ts'
import { projection } from '#migrations/steps/0003-projection.ts'
import { writeSide } from '#migrations/steps/0004-write-side.ts'
import { importedTickets } from '#migrations/steps/0011-imported-tickets.ts'
import { generations } from '#migrations/steps/0012-generations.ts'
import { ticketPlaces } from '#migrations/steps/0014-ticket-places.ts'
import { rateBudgetsStep } from '#migrations/steps/0015-rate-budgets.ts'
import { preferences } from '#migrations/steps/0017-preferences.ts'
import { webhooks } from '#migrations/steps/0018-webhooks.ts'
import { askingWhy } from '#migrations/steps/0020-asking-why.ts'
import { agentWebhooks } from '#migrations/steps/0021-agent-webhooks.ts'
import { goneAgents } from '#migrations/steps/0022-gone-agents.ts'
import { askedForByHand } from '#migrations/steps/0023-asked-for-by-hand.ts'

/** In the order of their names. A step that was released is never changed: a later one corrects it. */
const steps = {
  '0001-read-models': readModels,
  '0002-notifier': notifier,
  '0003-projection': projection,
  '0004-write-side': writeSide,
  '0011-imported-tickets': importedTickets,
  '0012-generations': generations,
  '0014-ticket-places': ticketPlaces,
  '0015-rate-budgets': rateBudgetsStep,
  '0017-preferences': preferences,
  '0018-webhooks': webhooks,
  '0020-asking-why': askingWhy,
  '0021-agent-webhooks': agentWebhooks,
  '0022-gone-agents': goneAgents,
  '0023-asked-for-by-hand': askedForByHand,
}

/** Where it is kept which steps were taken. */
const SCHEMA = 'migrations'

/** A later version of the program has changed the database, and nothing has been done to it now. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase'

  constructor(unknown: readonly string[]) {
    super(
      `The database is of a newer DeskHive than this one, which does not know ${unknown.join(', ')}.` +
        ' Start the version that made it, or restore a backup from before.',
    )
  }
}

/**
 * Takes the steps that this database has not seen, all or none of them. An advisory lock lets one
 * process at a time; the others wait and find nothing left to do.
 * @returns the names of the steps taken
 * @throws NewerDatabase
 */
export async function migrate<Tables>(database: Kysely<Tables>): Promise<string[]> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(steps) },
    migrationTableSchema: SCHEMA,
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) throw (await whyNewer(database)) ?? error
  return results.map(({ migrationName }) => migrationName)
}

async function whyNewer<Tables>(database: Kysely<Tables>): Promise<NewerDatabase | null> {
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.id(SCHEMA, 'kysely_migration')} order by name`.execute(database)
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(steps, name))
  return unknown.length === 0 ? null : new NewerDatabase(unknown)
}
