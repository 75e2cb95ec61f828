import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '@deskhive/shared/kernel/message-of.ts'
import type { DataFolder } from './data-folder.ts'
import { CannotStart, type Command, type Part } from './part.ts'
import { removePidFile, writePidFile } from './pid-files.ts'
import type { LinePrinter } from './print-lines.ts'

export type PartState = 'starting' | 'ready' | 'pausing' | 'ended'

export type KeeperContext = {
  readonly folder: Pick<DataFolder, 'run'>
  readonly printer: LinePrinter
  readonly onChange: () => void
  /** Pauses before a part is started again grow up to this. */
  readonly restartPauseLimitMs: number
}

const FIRST_PAUSE_MS = 250
/** Who stayed up this long has recovered: its next death is a first one again. */
const RECOVERED_AFTER_MS = 30_000
/** A part that never became ready and ended this often will not: something is wrong that a person has to see. */
const START_ATTEMPTS = 5
const PROBE_PAUSE_MS = 40
const PID_FILE_PAUSE_MS = 1000

/**
 * Keeps one part running until it is told to stop.
 *
 * starting → ready → (it ends) → pausing → starting … ; `stop` leads to ended from everywhere.
 * A part that runs once goes starting → ready when it ends with code 0, and is not started again.
 */
export class PartKeeper {
  readonly part: Part
  state: PartState = 'starting'
  pid: number | null = null
  readonly #context: KeeperContext
  readonly #stopping = new AbortController()
  readonly #firstReady = Promise.withResolvers<void>()
  readonly #ended: Promise<void>
  #child: ChildProcess | null = null
  #isRestartAsked = false
  #wasReady = false

  constructor(part: Part, context: KeeperContext) {
    this.part = part
    this.#context = context
    this.#firstReady.promise.catch(() => {}) // a stop before the first "ready" is nobody's surprise
    this.#ended = this.#keepRunning()
  }

  /** @throws CannotStart when the part ends again and again, or is stopped, before it ever was ready */
  get whenReady(): Promise<void> {
    return this.#firstReady.promise
  }

  restart(): void {
    if (this.#child === null) return
    this.#isRestartAsked = true
    this.#child.kill(this.part.stopSignal)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    const child = this.#child
    if (child !== null) {
      child.kill(this.part.stopSignal)
      const timer = setTimeout(() => child.kill('SIGKILL'), this.part.stopWithinMs)
      await this.#ended
      clearTimeout(timer)
    }
    await this.#ended
  }

  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  async #keepRunning(): Promise<void> {
    let failures = 0
    while (!this.#stopping.signal.aborted) {
      const startedAt = performance.now()
      const outcome = await this.#runOnce()
      if (this.#stopping.signal.aborted) break
      if (outcome === 'done') return
      if (this.#isRestartAsked) {
        this.#isRestartAsked = false
        continue
      }
      failures = performance.now() - startedAt > RECOVERED_AFTER_MS ? 1 : failures + 1
      if (failures >= START_ATTEMPTS) this.#firstReady.reject(this.#hopeless(outcome))
      await this.#pauseAfter(failures, outcome)
    }
    this.#enter('ended')
    this.#firstReady.reject(new CannotStart(`${this.part.name} was stopped before it was ready`))
  }

  /** Starts the program, watches for it to be ready, and returns how it ended. */
  async #runOnce(): Promise<string> {
    this.#enter('starting')
    try {
      const outcome = await this.#watch(this.#launch(await this.part.prepare()))
      return this.#isDone(outcome) ? 'done' : outcome
    } catch (error) {
      this.#giveUpFor(error)
      return `could not be started: ${messageOf(error)}`
    } finally {
      this.#forget()
    }
  }

  /** @returns how it ended @throws where it could not even be started */
  async #watch(child: ChildProcess): Promise<string> {
    const ending = new AbortController()
    const watched = [this.#recordPid(ending.signal), this.#watchReadiness(ending.signal)]
    try {
      return await howItEnded(child)
    } finally {
      ending.abort()
      await Promise.all(watched)
    }
  }

  /** No further try changes what a first start was told; later the cause may pass. */
  #giveUpFor(error: unknown): void {
    if (!(error instanceof CannotStart) || this.#wasReady) return
    this.#firstReady.reject(error)
    this.#stopping.abort()
  }

  #isDone(outcome: string): boolean {
    if (this.part.isReady !== 'when it ended well' || outcome !== ENDED_WELL) return false
    this.#becomeReady()
    return true
  }

  #launch(command: Command): ChildProcess {
    const isOurs = this.part.sources.length > 0
    const child = spawn(command.program, command.args, {
      env: command.environment,
      cwd: command.cwd,
      ...command.owner,
      // An own process group: Ctrl-C shall reach the supervisor alone, which stops all in order.
      detached: true,
      stdio: isOurs ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    })
    const { printer } = this.#context
    if (child.stdout) printer.follow(this.part.name, child.stdout)
    if (child.stderr) printer.follow(this.part.name, child.stderr)

    this.#child = child
    this.pid = child.pid ?? null
    this.#context.onChange()
    if (this.#stopping.signal.aborted) child.kill(this.part.stopSignal)
    return child
  }

  /** Where the disk is full, the part runs all the same, and its pid is written when there is room again. */
  async #recordPid(ending: AbortSignal): Promise<void> {
    const { folder, printer } = this.#context
    for (let attempt = 1; this.pid !== null && !ending.aborted; attempt += 1) {
      try {
        return writePidFile(folder, this.part.name, this.pid)
      } catch (error) {
        const reason = `${this.part.name} has no pid file: ${messageOf(error)}`
        if (attempt === 1) printer.line('deskhive', reason)
        await pause(PID_FILE_PAUSE_MS, undefined, { signal: ending }).catch(() => {})
      }
    }
  }

  async #watchReadiness(ending: AbortSignal): Promise<void> {
    const { isReady } = this.part
    if (isReady === 'when it ended well') return
    const signal = AbortSignal.any([ending, this.#stopping.signal])
    while (!signal.aborted) {
      if (await isReady(signal).catch(() => false)) return this.#becomeReady()
      await pause(PROBE_PAUSE_MS, undefined, { signal }).catch(() => {})
    }
  }

  async #pauseAfter(failures: number, outcome: string): Promise<void> {
    const limitMs = this.#context.restartPauseLimitMs
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), limitMs)
    this.#enter('pausing')
    this.#context.printer.line(
      'deskhive',
      `${this.part.name} ${outcome}; starting it again in ${pauseMs} ms`,
    )
    await pause(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {})
  }

  #becomeReady(): void {
    this.#wasReady = true
    this.#enter('ready')
    this.#firstReady.resolve()
  }

  #forget(): void {
    this.#child = null
    this.pid = null
    removePidFile(this.#context.folder, this.part.name)
  }

  #enter(state: PartState): void {
    this.state = state
    this.#context.onChange()
  }

  #hopeless(outcome: string): CannotStart {
    return new CannotStart(
      `${this.part.name} ${outcome}, ${START_ATTEMPTS} times in a row; its own lines above say why.`,
    )
  }
}

const ENDED_WELL = 'ended with code 0'

async function howItEnded(child: ChildProcess): Promise<string> {
  // `error` instead of `exit` is a program that could not be started at all; `once` throws it.
  await once(child, 'exit')
  return child.signalCode === null
    ? `ended with code ${child.exitCode}`
    : `was ended by ${child.signalCode}`
}
