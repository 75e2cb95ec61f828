import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importedTicket } from '@deskhive/shared/domain/ticket/import-fields.ts'
import type { Format } from '#commands/import/config.ts'
import { openSource } from '#commands/import/formats/open-source.ts'
import type { SourceItem } from '#commands/import/source.ts'

/** Everything that a reader finds in this text; it must be as many tickets as its survey says. */
export async function readAll(
  format: Format,
  text: string | Uint8Array,
  mappingText: string | null = null,
): Promise<SourceItem[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhive-formats-'))
  try {
    const file = join(folder, 'file')
    await writeFile(file, text)
    const mapping = mappingText === null ? null : join(folder, 'mapping.json')
    if (mapping !== null) await writeFile(mapping, mappingText ?? '')

    const source = await openSource({ format, file, mapping })
    const tickets = await source.survey()
    const items: SourceItem[] = []
    for await (const item of source.read()) items.push(item)
    if (items.length !== tickets) throw new Error(`${items.length} of ${tickets} were read`)
    return items
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As the endpoint would take it, so that no reader makes what the desk refuses. */
export function ticketIn(item: SourceItem | undefined) {
  if (item === undefined || !('ticket' in item)) throw new Error('There is no ticket')
  return importedTicket.parse(item.ticket)
}
