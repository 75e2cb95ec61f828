/**
 * A part that we depend on does not answer (down, restarting, out of time). Never the caller's fault,
 * always worth another try: the API answers 503 with `Retry-After`, loops back off and go on.
 */
export class Unavailable extends Error {
  readonly dependency: 'event-store' | 'database' | 'queue' | 'projection'

  constructor(dependency: Unavailable['dependency'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Unavailable'
    this.dependency = dependency
  }
}
