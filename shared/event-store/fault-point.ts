/**
 * A named place where a recovery test stops, delays or breaks the program; absent in production.
 * Names in this room: `before-append`, `after-append`.
 */
export type FaultPoint = (name: string) => Promise<void> | void
