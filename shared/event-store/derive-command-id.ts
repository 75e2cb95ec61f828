import { uuidV5 } from '../kernel/uuid-v5.ts'

/**
 * The id of a further command of the same request, a UUID v5: the same whenever the request is repeated.
 * @param name differs between the commands of one request
 */
export function deriveCommandId(commandId: string, name: string): string {
  return uuidV5(name, commandId)
}
