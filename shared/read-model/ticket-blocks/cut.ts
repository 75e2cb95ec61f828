import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { allOf, type Condition } from '../queries/conditions.ts'
import type { ReadModelTables } from '../tables.ts'
import { blockCounts } from '../ticket-block-tables.ts'

type Db = Kysely<ReadModelTables>

/** 0 for any. */
type List = {
  readonly department_id: number
  readonly assigned_to: number
  readonly customer_id: number
}

/** Named by where it begins. */
export type Block = List & { readonly first_at: string; readonly first_id: number }

type Sized<Thing> = Thing & { readonly n: number }

/** @param shortest tickets in a block of a list that is not very long */
export type Sizes = { readonly shortest: number }

/**
 * As many tickets as blocks of a list that became as long while it was cut so: looking for a block and looking
 * through it both cost the square root of its length.
 */
const sizeFor = (tickets: number, { shortest }: Sizes) =>
  Math.max(shortest, Math.round(Math.sqrt(tickets)))

/** A list below this has none: it is read on, which costs no more. */
const worthBlocks = ({ shortest }: Sizes) => 2 * shortest

const kinds = [
  [],
  ['department_id'],
  ['assigned_to'],
  ['department_id', 'assigned_to'],
  ['customer_id'],
] as const

/** Every list that is long enough, from the tickets as they are: all lists of a kind in one go. */
export async function cutAllLists(db: Db, sizes: Sizes): Promise<void> {
  await sql`delete from ticket_blocks`.execute(db)
  for (const kind of kinds) await cutAllOf(db, kind, sizes)
}

async function cutAllOf(db: Db, kind: (typeof kinds)[number], sizes: Sizes): Promise<void> {
  const ids = (['department_id', 'assigned_to', 'customer_id'] as const).map((column) =>
    kind.some((by) => by === column) ? sql.ref(column) : sql`0::bigint as ${sql.ref(column)}`,
  )
  const known = kind.map((column) => sql<SqlBool>`${sql.ref(column)} is not null`)
  const list =
    kind.length === 0 ? sql`` : sql`partition by ${sql.join(kind.map((column) => sql.ref(column)))}`
  await sql`
    insert into ticket_blocks
    select department_id, assigned_to, customer_id,
      ${firstOf(start, sql`size`)}, ${sql.join(countsOf())}
    from (
      select *, greatest(${sizes.shortest}::bigint, round(sqrt(tickets))::bigint) as size
      from (
        select ${sql.join(ids)}, id, created_at, status, priority,
          row_number() over (${list} order by created_at, id) - 1 as nth,
          count(*) over (${list}) as tickets
        from tickets where not is_deleted and ${allOf(known)}
      ) as numbered where tickets >= ${worthBlocks(sizes)}
    ) as sized group by department_id, assigned_to, customer_id, nth / size`.execute(db)
}

/** Lists that have become long enough; of customers, those of these. */
export async function cutNewLists(
  db: Db,
  sizes: Sizes,
  customers: readonly number[],
): Promise<void> {
  const lists = [
    ...(await findLongLists(db, worthBlocks(sizes))),
    ...(await findLongCustomers(db, worthBlocks(sizes), customers)),
  ]
  for (const list of lists) {
    await cut(db, { list, size: sizeFor(list.n, sizes), from: start, until: null })
  }
}

/** Blocks that have grown to twice the size that is right for their list. */
export async function cutAgain(
  db: Db,
  sizes: Sizes,
  changed: readonly Sized<Block>[],
): Promise<void> {
  const large = changed.filter(({ n }) => n >= 2 * sizes.shortest)
  if (large.length === 0) return
  const lengths = await readLengths(db)
  for (const block of large) {
    const size = sizeFor(lengths.get(nameOf(block)) ?? 0, sizes)
    if (block.n < 2 * size) continue
    const until = await findNext(db, block)
    await sql`delete from ticket_blocks where ${isBlockOf(block)}
      and first_at = ${block.first_at} and first_id = ${block.first_id}`.execute(db)
    await cut(db, { list: block, size, from: block, until })
  }
}

type Border = { readonly first_at: string; readonly first_id: number }

const start: Border = { first_at: '-infinity', first_id: 0 }

type Cut = {
  readonly list: List
  readonly size: number
  readonly from: Border
  readonly until: Border | null
}

/** The first of the new blocks begins where the stretch does, so that no ticket comes before it. */
async function cut(db: Db, { list, size, from, until }: Cut): Promise<void> {
  const { department_id, assigned_to, customer_id } = list
  const end =
    until === null
      ? []
      : [
          sql<SqlBool>`(created_at, id) < (${until.first_at}::timestamptz, ${until.first_id}::bigint)`,
        ]
  const within = allOf([
    isTicketOf(list),
    sql<SqlBool>`(created_at, id) >= (${from.first_at}::timestamptz, ${from.first_id}::bigint)`,
    ...end,
  ])
  await sql`
    insert into ticket_blocks
    select ${department_id}, ${assigned_to}, ${customer_id},
      ${firstOf(from, sql`${size}`)},
      ${sql.join(countsOf())}
    from (
      select id, created_at, status, priority, row_number() over (order by created_at, id) - 1 as nth
      from tickets where not is_deleted and ${within}
    ) as numbered group by nth / ${size}`.execute(db)
}

/** Where a block begins: with its first ticket, or where the stretch does. */
function firstOf({ first_at, first_id }: Border, size: RawBuilder<unknown>): RawBuilder<unknown> {
  const isFirst = sql`filter (where nth % ${size} = 0)`
  return sql`
    max(case when nth < ${size} then ${first_at}::timestamptz else created_at end) ${isFirst},
    max(case when nth < ${size} then ${first_id}::bigint else id end) ${isFirst}`
}

function countsOf(): RawBuilder<unknown>[] {
  return blockCounts.map(
    ({ status, priority }) =>
      sql`count(*) filter (where status = ${sql.lit(status)} and priority = ${sql.lit(priority)})`,
  )
}

function isTicketOf({ department_id, assigned_to, customer_id }: List): Condition {
  return allOf([
    ...(department_id === 0 ? [] : [sql<SqlBool>`department_id = ${department_id}`]),
    ...(assigned_to === 0 ? [] : [sql<SqlBool>`assigned_to = ${assigned_to}`]),
    ...(customer_id === 0 ? [] : [sql<SqlBool>`customer_id = ${customer_id}`]),
  ])
}

function isBlockOf({ department_id, assigned_to, customer_id }: List): Condition {
  return sql<SqlBool>`(department_id = ${department_id} and assigned_to = ${assigned_to}
    and customer_id = ${customer_id})`
}

/** From the kept counts: all lists but customers', if they have no blocks. */
async function findLongLists(db: Db, least: number): Promise<readonly Sized<List>[]> {
  const { rows } = await sql<Sized<List>>`
    select coalesce(department_id, 0) as department_id, coalesce(assigned_to, 0) as assigned_to,
      0::bigint as customer_id, sum(n)::bigint as n
    from ticket_counts
    group by grouping sets ((), (department_id), (assigned_to), (department_id, assigned_to))
    having sum(n) >= ${least}
      and (grouping(department_id) = 1 or department_id <> 0)
      and (grouping(assigned_to) = 1 or assigned_to <> 0)
      and not exists (
        select from ticket_blocks b
        where b.department_id = coalesce(ticket_counts.department_id, 0)
          and b.assigned_to = coalesce(ticket_counts.assigned_to, 0) and b.customer_id = 0)`.execute(
    db,
  )
  return rows
}

async function findLongCustomers(
  db: Db,
  least: number,
  customers: readonly number[],
): Promise<readonly Sized<List>[]> {
  const { rows } = await sql<{ customer_id: number; n: number }>`
    select customer_id, count(*) as n from tickets
    where not is_deleted and customer_id = any(${[...customers]}::bigint[])
    group by customer_id having count(*) >= ${least}`.execute(db)
  return rows.map((found) => ({ department_id: 0, assigned_to: 0, ...found }))
}

/** How many tickets each list has that has blocks. */
async function readLengths(db: Db): Promise<ReadonlyMap<string, number>> {
  const counts = blockCounts.map(({ column }) => sql.ref(column))
  const { rows } = await sql<Sized<List>>`
    select department_id, assigned_to, customer_id, sum(${sql.join(counts, sql` + `)})::bigint as n
    from ticket_blocks group by department_id, assigned_to, customer_id`.execute(db)
  return new Map(rows.map((list) => [nameOf(list), list.n]))
}

const nameOf = ({ department_id, assigned_to, customer_id }: List) =>
  [department_id, assigned_to, customer_id].join('/')

/** Where the block behind this one begins. */
async function findNext(db: Db, block: Block): Promise<Border | null> {
  const { rows } = await sql<Border>`
    select first_at::text as first_at, first_id from ticket_blocks b
    where ${isBlockOf(block)}
      and (b.first_at, b.first_id) > (${block.first_at}::timestamptz, ${block.first_id}::bigint)
    order by b.first_at, b.first_id limit 1`.execute(db)
  return rows[0] ?? null
}
