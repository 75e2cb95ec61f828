import { isPoison } from '@deskhive/shared/projection/apply-batch.ts'
import {
  listParked,
  type ParkedEvent,
  type Unparking,
  unpark,
  type Which,
} from '@deskhive/shared/projection/unpark.ts'
import { exitCode, type Teller } from '#commands/command.ts'
import { parkedExitCode } from '#commands/parked/config.ts'

/** Every parked event of one stream, or of each stream the first, which is why the others are. */
export async function tellParked(
  database: Unparking['database'],
  tell: Teller,
  { group, stream }: Which,
): Promise<number> {
  const parked = await listParked(database, { group, stream })
  const firsts = parked.filter(
    (event, index) => parked.findIndex((other) => isOfSameStream(event, other)) === index,
  )
  const shown = stream === undefined ? firsts : parked
  const words = shown.length === 0 ? ['nothing is parked'] : shown.map(lineOf)
  tell({ words, json: { parked: shown } })
  return stream !== undefined && shown.length === 0 ? parkedExitCode.notParked : exitCode.done
}

const isOfSameStream = (one: ParkedEvent, other: ParkedEvent) =>
  one.name === other.name && one.stream === other.stream

const lineOf = (event: ParkedEvent) =>
  `${event.name}  ${event.stream}  revision ${event.revision}  ${event.event_type}` +
  `  since ${event.parked_at}: ${event.error}`

export async function unparkStream(unparking: Unparking, tell: Teller): Promise<number> {
  const { stream } = unparking
  try {
    const applied = await unpark(unparking)
    if (applied === null) {
      tell({ words: [`${stream} is not parked`], json: { stream, applied } })
      return parkedExitCode.notParked
    }
    tell({ words: [`${stream} is free: ${applied} events applied`], json: { stream, applied } })
    return exitCode.done
  } catch (error) {
    if (!(error instanceof Error) || !isPoison(error)) throw error
    tell({
      words: [`nothing was changed: ${error.message}`],
      json: { stream, error: error.message },
    })
    return parkedExitCode.poison
  }
}
