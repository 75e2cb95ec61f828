import { v5 } from 'uuid'

/**
 * The id of a further command of the same request, a UUID v5: the same whenever the request is repeated.
 * @param name differs between the commands of one request
 */
export function deriveCommandId(commandId: string, name: string): string {
  return v5(name, commandId)
}
