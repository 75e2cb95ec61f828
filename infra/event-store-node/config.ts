import { anyText, host, logLevel, port } from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'

const environment = z.object({
  EVENT_STORE_DIR: anyText('the directory of the event log'),
  EVENT_STORE_HOST: host().default('127.0.0.1'),
  EVENT_STORE_PORT: port().default(2113),
  LOG_LEVEL: logLevel().default('info'),
})

export type Config = ReturnType<typeof readConfig>

/** @throws EnvironmentError that names every bad variable */
export function readConfig(variables: Environment) {
  const values = readEnvironment(environment, variables)
  return {
    dir: values.EVENT_STORE_DIR,
    host: values.EVENT_STORE_HOST,
    port: values.EVENT_STORE_PORT,
    logLevel: values.LOG_LEVEL,
  }
}
