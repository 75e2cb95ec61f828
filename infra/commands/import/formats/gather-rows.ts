import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '@deskhive/shared/kernel/message-of.ts'
import { WrongUse } from '#commands/command.ts'
import type { CsvRow } from './csv-rows.ts'

export type Gathering = {
  readonly idOf: (row: CsvRow) => string
  readonly parts: number
}

/** Written together: fewer writes, and with a thousand parts still not much memory. */
const WRITE_BYTES = 16_384

type Part = { waiting: string; readonly chunks: Chunk[] }
type Chunk = { readonly position: number; readonly length: number }

/**
 * All rows of an id in one part, in their order, for a file that does not fit into memory: divided by a hash of the
 * id, and kept in one file of the system's temporary folder that has no name any more, so whatever ends
 * this process leaves nothing behind.
 * @throws WrongUse where that folder cannot be written to, or is full
 */
export async function* gatherRows(
  rows: AsyncIterable<CsvRow>,
  { idOf, parts }: Gathering,
): AsyncGenerator<readonly CsvRow[]> {
  await using file = await inTemporaryFolder(openNameless)
  const divided = Array.from({ length: parts }, (): Part => ({ waiting: '', chunks: [] }))
  let end = 0
  for await (const row of rows) {
    const part = divided[partOf(idOf(row), parts)]
    if (part === undefined) continue
    part.waiting += `${JSON.stringify(row)}\n`
    if (part.waiting.length < WRITE_BYTES) continue
    const bytes = Buffer.from(part.waiting)
    await inTemporaryFolder(() => file.appendFile(bytes))
    part.chunks.push({ position: end, length: bytes.length })
    part.waiting = ''
    end += bytes.length
  }
  for (const { chunks, waiting } of divided) {
    const written = await Promise.all(chunks.map((chunk) => read(file, chunk)))
    yield [...written, waiting].flatMap(parseRows)
  }
}

async function inTemporaryFolder<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    throw new WrongUse(
      `The rows of a large file whose tickets are mixed are sorted in ${tmpdir()}, which cannot be written` +
        ` (${messageOf(error)}). It needs about as much room as the file; TMPDIR names another folder.`,
    )
  }
}

async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `deskhive-import-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await rm(path)
  return file
}

function partOf(id: string, parts: number): number {
  return createHash('sha256').update(id).digest().readUInt32BE() % parts
}

async function read(file: FileHandle, { position, length }: Chunk): Promise<string> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.toString('utf8')
}

/** As they were written above, whole lines in each chunk. */
function parseRows(lines: string): CsvRow[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CsvRow)
}
