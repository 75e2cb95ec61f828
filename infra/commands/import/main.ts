import { appendFileSync, closeSync, openSync } from 'node:fs'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { createTeller, exitCode, orCannotWrite, runCommand } from '#commands/command.ts'
import { checkTickets } from '#commands/import/check-tickets.ts'
import {
  findDeskApi,
  type ImportArguments,
  readImportArguments,
  someRefused,
  usage,
} from '#commands/import/config.ts'
import { openSource } from '#commands/import/formats/open-source.ts'
import { type Delivery, openDelivery } from '#commands/import/open-delivery.ts'
import { type ImportCounts, runImport } from '#commands/import/run-import.ts'
import { sayRetries } from '#commands/import/say-retries.ts'
import type { Call } from '#commands/import/send-tickets.ts'
import type { RefusedInput } from '#commands/import/source.ts'
import { createProgressBar } from '#commands/progress-bar.ts'

await runCommand(process, usage, (args) => run(readImportArguments(args)))

async function run(chosen: ImportArguments): Promise<number> {
  const signal = abortOnSignals(process)
  const isQuiet = chosen.quiet || chosen.json
  using bar = createProgressBar({ terminal: process.stderr, unit: 'entries', isQuiet })
  const { deliver, settle } = deliveryOf(chosen, signal, sayRetries(process.stderr, bar, chosen))
  const source = await openSource(chosen)
  const total = await source.survey()
  const startedAt = performance.now()
  const rejects = openRejects(chosen, () => bar.clear())
  try {
    const counts = await runImport({
      source,
      prefix: chosen.prefix,
      deliver,
      onRefused: rejects.write,
      onProgress: ({ tickets, entries }) =>
        bar.show({
          what: chosen.isDryRun ? 'checking' : 'importing',
          share: total === 0 ? 1 : tickets / total,
          count: entries,
        }),
    })
    const seconds = (performance.now() - startedAt) / 1_000
    await settle()
    bar.clear()
    tell(chosen, counts, seconds)
    return counts.refused === 0 ? exitCode.done : someRefused
  } catch (error) {
    if (!signal.aborted) throw error
    bar.clear()
    process.stderr.write('interrupted; run it again, and it goes on from here\n')
    return exitCode.failed
  } finally {
    rejects.end()
  }
}

function deliveryOf(
  chosen: ImportArguments,
  signal: AbortSignal,
  onRetry: NonNullable<Call['onRetry']>,
): Delivery {
  if (!chosen.isDryRun) {
    return openDelivery({ ...findDeskApi(chosen, process.env), onRetry }, signal)
  }
  return {
    deliver: async (tickets) => {
      signal.throwIfAborted()
      return checkTickets(tickets, new Date().toISOString())
    },
    settle: () => Promise.resolve(),
  }
}

/** A file of JSON lines, or stderr; a quiet run tells by its exit code alone. */
function openRejects({ rejects, quiet }: ImportArguments, clearBar: () => void) {
  if (rejects === null) {
    const write = async (refused: RefusedInput) => {
      if (quiet) return
      clearBar()
      process.stderr.write(`${inWords(refused)}\n`)
    }
    return { write, end: () => {} }
  }
  const file = orCannotWrite(rejects, () => openSync(rejects, 'w'))
  const write = async (refused: RefusedInput) =>
    orCannotWrite(rejects, () => appendFileSync(file, `${JSON.stringify(refused)}\n`))
  return { write, end: () => closeSync(file) }
}

function inWords({ refused, external_id, line, errors }: RefusedInput): string {
  const reasons = Object.entries(errors).flatMap(([field, all]) =>
    all.map((reason) => `${field}: ${reason}`),
  )
  const where = line === null ? '' : ` (line ${line})`
  const what = refused === 'ticket' ? 'refused' : `refused a ${refused} of`
  return `${what} ${external_id ?? 'a ticket'}${where}: ${reasons.join(' ')}`
}

function toldOfRows(rows: number): string {
  return `in ${rows} ${rows === 1 ? 'row' : 'rows'} something could not be read or is in doubt`
}

function tell(chosen: ImportArguments, counts: ImportCounts, seconds: number): void {
  const { tickets, entries, created, unchanged, refused, rows_refused } = counts
  const rate = Math.round(entries / Math.max(seconds, 0.001))
  const done = chosen.isDryRun
    ? `${created} would be sent`
    : `${created} created, ${unchanged} there already`
  createTeller(
    process.stdout,
    chosen,
  )({
    words: [
      `${tickets} tickets: ${done}, ${refused} refused`,
      ...(rows_refused > 0 ? [toldOfRows(rows_refused)] : []),
      `${entries} entries in ${seconds.toFixed(1)} s, ${rate} a second`,
    ],
    json: { ...counts, seconds, entries_per_second: rate, dry_run: chosen.isDryRun },
  })
}
