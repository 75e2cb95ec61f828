const DEFAULT_PORT = '2113'

/** One host, with a user or without, and nothing asked for but that there is no TLS. */
const plain =
  /^(?:esdb|kurrentdb):\/\/([^\s/:@]+:[^\s/:@]+@)?(\[[0-9a-f:.]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?\/?\?tls=false$/i

/**
 * @param url a connection string of the official client
 * @returns `http://host:port` or `http://user:password@host:port`, or `null` where the string asks for what the lean
 *   transport does not do: TLS, several nodes, or any option that it does not know
 */
export function leanAddress(url: string): string | null {
  const found = plain.exec(url)
  if (found === null) return null
  const [, user = '', host, port = DEFAULT_PORT] = found
  return `http://${user}${host}:${port}`
}
