import type pg from 'pg'
import type { Position } from '../../kernel/position.ts'
import { query } from './query.ts'

const move = {
  name: 'mark move',
  text: `
    insert into projection.projection_checkpoint as mark (name, position, epoch) values ($1, $2, 0)
    on conflict (name) do update
    set position = greatest(mark.position, excluded.position), updated_at = clock_timestamp()`,
}

/** A position that whoever comes after a restart goes on from. It never goes back. */
export async function moveMark(pool: pg.Pool, name: string, to: Position): Promise<void> {
  await query(pool, move, [name, String(to)])
}
