import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { anyText, host, port } from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'
import { commonOptions, readArguments, WrongUse } from '#commands/command.ts'
import { readNowIfThere } from '../../local/data-folder.ts'

export const usage = `npm run import -- --format FORMAT FILE [options]

Brings the tickets of another desk here, with all that happened to them: its times and its people. Each ticket once,
however often this is run: what is there already is left alone, so a run that was interrupted is just run again.
Nobody is notified.

  --format servicenow-csv   an audit log of incidents: a row for each state, in order
  --format zendesk-json     an incremental ticket export, each ticket with its audits: JSON, or a line for each
  --format csv              a row for each state of any other desk; --mapping says which column is what

  --mapping FILE   for csv: see docs/how-to/import-history.md
  --prefix TEXT    put before every external id, where two desks number alike
  --dry-run        read and check everything, send nothing
  --rejects FILE   write what is refused there, a JSON object a line; else it is told on stderr
  --url URL        the desk, http://127.0.0.1:3000 unless HOST and PORT say otherwise
  --key KEY        an internal key with imports:create; better in DESKHIVE_API_KEY, which no list of processes
                   shows; else the first key of the desk in DATA_DIR (./.data)
  --json           the outcome as one JSON object on stdout
  --quiet          no progress, no words: the exit code tells
  --help           show this

Exit codes: 0 every ticket is there, 1 failed (run it again), 2 wrong use, 3 some tickets were refused.`

/** Everything was read and sent, but not everything taken. */
export const someRefused = 3

const formats = ['servicenow-csv', 'zendesk-json', 'csv'] as const
export type Format = (typeof formats)[number]

export type ImportArguments = {
  readonly format: Format
  readonly file: string
  readonly mapping: string | null
  readonly prefix: string
  readonly isDryRun: boolean
  readonly rejects: string | null
  readonly url: string | null
  readonly key: string | null
  readonly json: boolean
  readonly quiet: boolean
}

const options = {
  ...commonOptions,
  format: { type: 'string' },
  mapping: { type: 'string' },
  prefix: { type: 'string', default: '' },
  'dry-run': { type: 'boolean', default: false },
  rejects: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
} as const

export function readImportArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = readArguments(args, options)
  const format = formats.find((known) => known === values.format)
  if (format === undefined) throw new WrongUse(`--format must be one of ${formats.join(', ')}.`)
  const file = onlyFile(positionals)
  if ((format === 'csv') !== (values.mapping !== undefined)) {
    throw new WrongUse('--mapping is for --format csv, which needs it.')
  }
  return {
    format,
    file,
    mapping: values.mapping ?? null,
    prefix: values.prefix,
    isDryRun: values['dry-run'],
    rejects: values.rejects ?? null,
    url: values.url ?? null,
    key: values.key ?? null,
    json: values.json,
    quiet: values.quiet,
  }
}

function onlyFile([file, ...others]: readonly string[]): string {
  if (file === undefined || others.length > 0) throw new WrongUse('It takes exactly one FILE.')
  if (!existsSync(file)) throw new WrongUse(`There is no ${resolve(file)}.`)
  // It is read twice, which a pipe cannot be.
  if (!statSync(file).isFile()) throw new WrongUse(`${file} is no file.`)
  return file
}

const variables = z.object({
  DATA_DIR: anyText('a folder').default('.data'),
  HOST: host().default('127.0.0.1'),
  PORT: port().default(3000),
  DESKHIVE_API_KEY: anyText('a key').optional(),
})

/** The desk's API, and a key for it. */
export type DeskApi = { readonly url: string; readonly apiKey: string }

/** @throws WrongUse where no key is known */
export function findDeskApi(
  given: Pick<ImportArguments, 'url' | 'key'>,
  environment: Environment,
): DeskApi {
  const { DATA_DIR, HOST, PORT, DESKHIVE_API_KEY } = readEnvironment(variables, environment)
  const url = given.url ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
  if (!URL.canParse(url)) throw new WrongUse(`--url ${url} is no address.`)
  const kept = join(resolve(DATA_DIR), 'bootstrap-api-key')
  const apiKey = given.key ?? DESKHIVE_API_KEY ?? readNowIfThere(kept)?.trim()
  if (apiKey === undefined) {
    throw new WrongUse(`No key is given and none is in ${kept}: set DESKHIVE_API_KEY.`)
  }
  return { url: new URL('/api/v1', url).href, apiKey }
}
