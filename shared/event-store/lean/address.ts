const DEFAULT_PORT = '2113'

/** One host, no credentials, and nothing asked for but that there is no TLS. */
const plain =
  /^(?:esdb|kurrentdb):\/\/(\[[0-9a-f:.]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?\/?\?tls=false$/i

/**
 * @param url a connection string of the official client
 * @returns `http://host:port`, or `null` where the string asks for what the lean transport does not do: TLS,
 *   credentials, several nodes, or any option that it does not know
 */
export function leanAddress(url: string): string | null {
  const found = plain.exec(url)
  return found === null ? null : `http://${found[1]}:${found[2] ?? DEFAULT_PORT}`
}
