/** A ticket as the endpoint takes it; the desk checks it, and so does a dry run. */
export type OutgoingTicket = {
  readonly external_id: string
  readonly history?: readonly object[]
  readonly [field: string]: unknown
}

/** What is wrong with a part of the file, and where it begins. */
export type RefusedInput = {
  /** Nothing of the ticket is imported, or nothing of one row, or not these values of a row. */
  readonly refused: 'ticket' | 'row' | 'value'
  readonly external_id: string | null
  readonly line: number | null
  readonly errors: Readonly<Record<string, readonly string[]>>
}

export type SourceItem =
  | {
      readonly ticket: OutgoingTicket
      readonly line: number | null
      /** What could not be read of it, or is in doubt; the rest is whole. */
      readonly leftOut?: readonly RefusedInput[]
    }
  | { readonly refused: RefusedInput }

/** A file of another desk, read from its beginning as often as it is asked. */
export type Source = {
  /** One ticket after the other, in bounded memory. */
  readonly read: () => AsyncIterable<SourceItem>
  /**
   * Reads ahead what can only be told by the whole file.
   * @returns how many tickets there are
   * @throws WrongUse where it cannot be imported as it is, with what to do about it
   */
  readonly survey: () => Promise<number>
}

export const entriesOf = ({ history }: OutgoingTicket) => history?.length ?? 0
