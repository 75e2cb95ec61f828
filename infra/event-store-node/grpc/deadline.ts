const UNIT_MS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
}

/** @param timeout the header `grpc-timeout`: up to eight digits and a unit; anything else means no deadline */
export function timeoutMs(timeout: string | string[] | undefined): number | null {
  const match = typeof timeout === 'string' ? /^(\d{1,8})([HMSmun])$/.exec(timeout) : null
  const unit = UNIT_MS[match?.[2] ?? '']
  return match === null || unit === undefined ? null : Number(match[1]) * unit
}

/** The longest that `setTimeout` can wait; longer deadlines are met by the connection ending first. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1
