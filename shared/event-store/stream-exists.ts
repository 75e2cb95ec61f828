/** The id given to a new thing is taken by a stream with another content. */
export class StreamExists extends Error {
  readonly stream: string

  constructor(stream: string, cause?: unknown) {
    super(`${stream} exists already`, { cause })
    this.name = 'StreamExists'
    this.stream = stream
  }
}
