import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { makeSigningKey } from '@deskhive/shared/audit/signing-key.ts'
import { EnvironmentError } from '@deskhive/shared/config/read-environment.ts'
import { keySecretBytes, makeApiKey } from '@deskhive/shared/domain/api-key/key-format.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { makeSecretsKey } from '@deskhive/shared/outbound/sealed-secrets.ts'
import { type Config, type Options, readConfig, readOptions, usage } from './config.ts'
import {
  auditKeyFile,
  auditRootsFile,
  type DataFolder,
  keptSecret,
  openDataFolder,
  secretsKeyFile,
} from './data-folder.ts'
import { lockDataFolder } from './lock-data-folder.ts'
import { CannotStart, partNames } from './part.ts'
import { type AuditInput, apiUrl } from './parts/our-services.ts'
import { endLeftovers } from './pid-files.ts'
import { planParts } from './plan-parts.ts'
import { type HeldPorts, holdPorts, requireFree } from './ports.ts'
import { createLinePrinter } from './print-lines.ts'
import { writeAddresses } from './running-addresses.ts'
import { Supervisor } from './supervisor.ts'
import { watchSources } from './watch-sources.ts'

const printer = createLinePrinter(process.stdout, ['deskhive', ...partNames])
const say = (text: string) => text.split('\n').forEach((line) => printer.line('deskhive', line))
const stopping = abortOnSignals(process)

const PARENT_LOOK_MS = 500

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) process.stdout.write(`${usage}\n`)
  else await run(options, readConfig(process.env, process.execPath))
} catch (error) {
  complain(error)
}
process.channel?.unref()

async function run(options: Options, config: Config): Promise<void> {
  const uid = process.getuid?.() ?? 1
  const folder = await openDataFolder(config.dataDir, uid === 0)
  using _lock = lockDataFolder(folder, process.pid)
  // A listener for signals keeps no process alive, and between two restarts nothing else does.
  using _alive = setInterval(() => {}, 60_000)
  using _parent = config.isStartedByNpm ? stopWithParent() : null
  await clearAway(folder)

  await using held = await portsFor(config, folder)
  const { ports } = held
  const firstKey = await firstKeyFor(config, folder)
  const { parts, addresses } = await planParts({
    config,
    folder,
    ports,
    firstKey: firstKey.value,
    audit: await auditFor(config, folder),
    secretsKeys: await secretsKeysFor(config, folder),
    only: options.only,
    system: { uid, platform: `${process.platform}-${process.arch}` },
  })
  await writeAddresses(folder, addresses)

  const url = apiUrl(config.host, ports.api)
  const onChange = () => report({ parts: supervisor.status(), url })
  await using supervisor: Supervisor = new Supervisor(parts, {
    folder,
    printer,
    onChange,
    restartPauseLimitMs: config.restartPauseLimitMs,
  })
  process.on('exit', () => supervisor.kill()) // a second Ctrl-C, or a stop that hung
  const stopped = whenAborted(stopping)
  await Promise.race([supervisor.start(), stopped])
  if (!stopping.aborted) {
    announce(url, firstKey)
    if (options.watch)
      watchAll(
        supervisor,
        parts.flatMap((part) => part.sources),
      )
  }
  await stopped
  say('stopping')
}

async function clearAway(folder: DataFolder): Promise<void> {
  const leftovers = await endLeftovers(folder)
  if (leftovers.length > 0) say(`ended what an earlier start had left: ${leftovers.join(', ')}`)
}

async function portsFor(config: Config, folder: DataFolder): Promise<HeldPorts> {
  if (config.port > 0) await requireFree(config.host, config.port)
  const held = await holdPorts(folder)
  return config.port === 0 ? held : { ...held, ports: { ...held.ports, api: config.port } }
}

type FirstKey = { readonly value: string; readonly isNew: boolean; readonly path: string | null }

async function firstKeyFor(config: Config, folder: DataFolder): Promise<FirstKey> {
  if (config.firstKey) return { value: config.firstKey, isNew: false, path: null }
  return keptSecret(folder, 'bootstrap-api-key', () =>
    makeApiKey('internal', randomBytes(keySecretBytes)),
  )
}

/** The key is made and kept here unless given; the roots lie beside the log, which is better than nothing. */
async function auditFor(config: Config, folder: DataFolder): Promise<AuditInput> {
  const { auditSigningKey, auditRootsTo } = config
  const kept = auditSigningKey ?? (await keptSecret(folder, auditKeyFile, makeSigningKey)).value
  const rootsTo = auditRootsTo ?? join(folder.root, auditRootsFile)
  return { signingKey: kept, rootsTo: /^https?:/i.test(rootsTo) ? rootsTo : resolve(rootsTo) }
}

async function secretsKeysFor({ secretsKeys }: Config, folder: DataFolder): Promise<string> {
  return secretsKeys ?? (await keptSecret(folder, secretsKeyFile, makeSecretsKey)).value
}

// npm passes a SIGTERM on to the shell between us, and the shell dies of it without telling us.
function stopWithParent(): Disposable {
  const parent = process.ppid
  return setInterval(() => {
    if (process.ppid !== parent && !stopping.aborted) process.kill(process.pid, 'SIGTERM')
  }, PARENT_LOOK_MS)
}

function announce(url: string, key: FirstKey): void {
  say(`ready at ${url} after ${(process.uptime()).toFixed(1)} s; Ctrl-C stops it`)
  if (key.isNew) say(`the first API key, shown this once: ${key.value}`)
  if (key.path) say(`the first API key is kept in ${key.path}`)
}

function watchAll(supervisor: Supervisor, sources: readonly string[]): void {
  for (const source of new Set(sources)) {
    watchSources(source, () => supervisor.restartMadeOf(source), stopping).catch(complain)
  }
}

/** To whoever started us with an IPC channel, as a test does. */
function report(state: unknown): void {
  if (process.connected) process.send?.(state, () => {}) // nobody there any more: nobody to tell
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function complain(error: unknown): void {
  if (stopping.aborted) return // what a stop interrupts fails, and that is all it says
  process.exitCode = 1
  const isExpected = error instanceof CannotStart || error instanceof EnvironmentError
  say(isExpected ? error.message : String(error instanceof Error ? error.stack : error))
}
