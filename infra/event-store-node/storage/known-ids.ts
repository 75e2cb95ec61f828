/** 32,768 buckets of eight: 3 MB that hold practically all of the last 32,000 events, and most of 200,000. */
const BUCKETS = 32_768
const BUCKET_SIZE = 8

/** How many events of the log's end are entered when it is opened. */
export const KNOWN_AT_START = BUCKETS * 2

/**
 * Where recent events stand, by event id: what tells a repeated append with `any` or `stream_exists` from a
 * new one. It answers with candidates; whoever asks compares the id itself. Bounded, as in the real node:
 * an index over all ids would cost a random page per event. Appends with a revision do not need it.
 */
export class KnownIds {
  // One more than the position, so that 0 means empty.
  readonly #places = new Float64Array(BUCKETS * BUCKET_SIZE)
  readonly #next = new Uint8Array(BUCKETS)
  /** The whole hash, because most ids that share a bucket are not the one looked for. */
  readonly #hashes = new Uint32Array(BUCKETS * BUCKET_SIZE)

  add(id: Buffer, position: number): void {
    const hash = hashOf(id)
    const bucket = hash % BUCKETS
    const slot = this.#next[bucket] ?? 0
    this.#places[bucket * BUCKET_SIZE + slot] = position + 1
    this.#hashes[bucket * BUCKET_SIZE + slot] = hash
    this.#next[bucket] = (slot + 1) % BUCKET_SIZE
  }

  /** Newest first. */
  *candidates(id: Buffer): Generator<number> {
    const hash = hashOf(id)
    const bucket = hash % BUCKETS
    const next = this.#next[bucket] ?? 0
    for (let age = 1; age <= BUCKET_SIZE; age += 1) {
      const slot = bucket * BUCKET_SIZE + ((next + BUCKET_SIZE - age) % BUCKET_SIZE)
      const place = this.#places[slot] ?? 0
      if (place > 0 && this.#hashes[slot] === hash) yield place - 1
    }
  }
}

const FNV_OFFSET = 2_166_136_261
const FNV_PRIME = 16_777_619

function hashOf(id: Buffer): number {
  let hash = FNV_OFFSET
  for (const byte of id) hash = Math.imul(hash ^ byte, FNV_PRIME)
  return hash >>> 0
}
