import type { RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import {
  auditStream,
  type LogFold,
  type OutsideRoot,
  parseRoot,
  type RootStatement,
} from './audit-root.ts'
import { type Broken, brokenAt, reasons } from './broken.ts'
import { compareManifest, type SeenEvent } from './compare-manifest.ts'
import { type IsTrusted, judgeRoot, trustedRootIn } from './judge-root.ts'

type RootCheckOptions = {
  /** The roots of the log, oldest first: one is read when the one before it has been passed. */
  readonly roots: AsyncIterator<RecordedEvent>
  /** What is kept outside. */
  readonly outside: readonly OutsideRoot[]
  readonly isTrusted: IsTrusted
}

/**
 * Holds the log against the roots in it and outside, in one pass: at each root's place the fold of
 * everything so far has to be the root's. Kept are the events since the last root, and none where no root
 * follows, so what it holds does not grow with the log.
 */
export class RootCheck {
  readonly #options: RootCheckOptions
  readonly #outside: Iterator<OutsideRoot>
  #nextOutside: OutsideRoot | null
  #next: RecordedEvent | null = null
  #seen: SeenEvent[] = []
  #checked = 0
  #uncovered = 0

  private constructor(options: RootCheckOptions) {
    this.#options = options
    this.#outside = options.outside
      .toSorted((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1))
      .values()
    this.#nextOutside = this.#readOutside()
  }

  static async begin(options: RootCheckOptions): Promise<RootCheck> {
    const check = new RootCheck(options)
    await check.#readNext()
    return check
  }

  /** Those in the log. */
  get rootsChecked(): number {
    return this.#checked
  }

  /** How many events were folded since the last place that a root fits; the log's own roots are not counted. */
  get uncoveredEvents(): number {
    return this.#uncovered
  }

  /** After an event was folded. */
  count({ stream }: RecordedEvent): void {
    if (stream !== auditStream) this.#uncovered += 1
  }

  /** Before an event at that position is folded: the roots that end before it. */
  async pass(position: Position, fold: LogFold): Promise<Broken | null> {
    while (this.#next !== null && isBefore(this.#next, position)) {
      const broken = await this.#checkNext(this.#next, fold)
      if (broken !== null) return broken
    }
    while (this.#nextOutside !== null && BigInt(this.#nextOutside.position) < position) {
      const broken = this.#checkOutside(this.#nextOutside, fold)
      if (broken !== null) return broken
    }
    return null
  }

  note(event: RecordedEvent, leaf: string): void {
    if (this.#next === null) return
    const { stream, revision, position, id } = event
    this.#seen.push({ stream, revision, position, id, leaf })
  }

  /**
   * Where a chain is broken: what the next root says of the events up to here, which names the very first
   * that differs. Null where no root follows that could tell.
   */
  firstDifference(): Broken | null {
    if (this.#next === null) return null
    const root = trustedRootIn(this.#next, this.#options.isTrusted)
    if (typeof root === 'string') return null
    return compareManifest(this.#seen, root.manifest.slice(0, this.#seen.length))
  }

  /** At the end of the log: whatever is left must end exactly here. */
  async finish(fold: LogFold): Promise<Broken | null> {
    while (this.#next !== null) {
      const broken = await this.#checkNext(this.#next, fold)
      if (broken !== null) return broken
    }
    while (this.#nextOutside !== null) {
      const outside = this.#nextOutside
      if (BigInt(outside.position) > fold.position) return brokenOutside(outside, reasons.endsEarly)
      const broken = this.#checkOutside(outside, fold)
      if (broken !== null) return broken
    }
    return null
  }

  async #checkNext(event: RecordedEvent, fold: LogFold): Promise<Broken | null> {
    const root = trustedRootIn(event, this.#options.isTrusted)
    if (typeof root === 'string') return brokenAt(event, root)
    const difference = compareManifest(this.#seen, root.manifest)
    if (difference !== null) return difference
    if (!fits(root, fold)) return brokenAt(event, reasons.doesNotFit)

    this.#seen = []
    this.#checked += 1
    this.#uncovered = 0
    await this.#readNext()
    return null
  }

  #checkOutside(root: OutsideRoot, fold: LogFold): Broken | null {
    const refused = judgeRoot(root, this.#options.isTrusted)
    if (refused !== null) return brokenOutside(root, refused)
    if (!fits(root, fold)) return brokenOutside(root, reasons.outsideDiffers)
    this.#nextOutside = this.#readOutside()
    this.#uncovered = 0
    return null
  }

  #readOutside(): OutsideRoot | null {
    const { value, done } = this.#outside.next()
    return done ? null : value
  }

  async #readNext(): Promise<void> {
    const { value, done } = await this.#options.roots.next()
    this.#next = done ? null : value
  }
}

// What is no root names no place to wait for.
function isBefore(event: RecordedEvent, position: Position): boolean {
  const root = parseRoot(event)
  return root === null || BigInt(root.position) < position
}

function fits(root: RootStatement, fold: LogFold): boolean {
  return root.root === fold.root && root.events === fold.events
}

function brokenOutside(root: OutsideRoot, reason: Broken['reason']): Broken {
  const { revision, position } = root
  return { stream: auditStream, revision, position, event_id: null, reason }
}
