/** A host that may be reached whatever its address is; without a port on all of them. */
export type AllowedHost = { readonly host: string; readonly port: string | null }

/**
 * @param text hosts separated by commas: `hooks.internal`, `127.0.0.1:8080`, `[::1]`
 * @returns null where one of them is none
 */
export function parseAllowedHosts(text: string): readonly AllowedHost[] | null {
  const hosts = text.split(',').map((entry) => parseAllowedHost(entry.trim()))
  return hosts.every((host) => host !== null) ? hosts : null
}

export function isAllowed(url: URL, allowed: readonly AllowedHost[]): boolean {
  const host = hostOf(url)
  return allowed.some((entry) => entry.host === host && [null, portOf(url)].includes(entry.port))
}

/** As `URL` writes it, so that one host has one spelling; without brackets and the dot of a full name. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80')
}

function parseAllowedHost(entry: string): AllowedHost | null {
  // Nothing but a host and a port: what `URL` would take for a path or a user is a slip.
  const [, host = '', port = null] =
    /^(\[[0-9a-f:.]+\]|[^\s/@:?#\\[\]]+)(?::(\d{1,5}))?$/i.exec(entry) ?? []
  const url = host === '' ? null : URL.parse(`http://${host}`)
  if (url === null || Number(port) > 65_535) return null
  return { host: hostOf(url), port: port === null ? null : String(Number(port)) }
}
