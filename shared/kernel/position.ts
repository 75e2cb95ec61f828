/** A place in the log: unsigned 64 bit, decimal text on the wire, `bigint` in the program. */
export type Position = bigint

/** Before the first event. */
export const logStart: Position = -1n

const decimal = /^(0|[1-9][0-9]{0,19})$/

/** @returns the position, or `null` where the text is not a decimal unsigned 64-bit number */
export function parsePosition(text: string): Position | null {
  if (!decimal.test(text)) return null
  const position = BigInt(text)
  return position < 2n ** 64n ? position : null
}
