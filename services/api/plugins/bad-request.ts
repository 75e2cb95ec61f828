/** A request that cannot even be read as one, so no field of it can be named: 400. */
export class BadRequest extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BadRequest'
  }
}
