import type { Options } from './config.ts'
import type { Desk } from './desk.ts'
import type { DeskCalls } from './desk-calls.ts'
import type { People } from './requests.ts'
import type { Verdict } from './targets.ts'

/** What all stages measure on: one running desk, with people and without agents. */
export type Bench = {
  readonly desk: Desk
  readonly calls: DeskCalls
  readonly people: People
  readonly options: Options
  /** Tells a person how far it is; not part of the report. */
  readonly say: (line: string) => void
}

export type StageResult = {
  /** For `--json`, under the stage's name. */
  readonly figures: object
  /** Paragraphs for a person. */
  readonly told: readonly string[]
  readonly verdicts: readonly Verdict[]
}

/** One part of the benchmark, which can be run by itself. What it starts beside the desk it also ends. */
export type Stage = {
  /** For `--stage`. */
  readonly name: string
  /** One line for `--help`. */
  readonly about: string
  run(bench: Bench): Promise<StageResult>
}
