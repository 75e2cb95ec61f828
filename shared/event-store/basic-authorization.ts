/** The header by which a user of the log is known (RFC 7617), from the parts of a URL as they stand there. */
export function basicAuthorization(user: string, password: string): { authorization: string } {
  const both = [user, password].map(decodeURIComponent).join(':')
  return { authorization: `Basic ${Buffer.from(both).toString('base64')}` }
}
