import { channel } from 'node:diagnostics_channel'

/** A named place where a recovery test stops, delays or breaks the program; absent in production. */
export type FaultPoint = (name: string) => Promise<void> | void

/** Where a recovery test listens, which it preloads into a service with `node --import`. */
const faultPoints = channel('deskhive:fault-point')

/**
 * For a service's `main.ts`, once at start: tells the named places that it passes to whoever listens.
 * Nobody does in production, and then there is nothing to call.
 */
export function watchedFaultPoint(): { readonly faultPoint?: (name: string) => void } {
  return faultPoints.hasSubscribers ? { faultPoint: (name) => faultPoints.publish(name) } : {}
}
