import { databaseUrl, logLevel } from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'

const variables = z.object({
  DATABASE_URL: databaseUrl(),
  LOG_LEVEL: logLevel().default('info'),
})

export function readConfig(environment: Environment) {
  const read = readEnvironment(variables, environment)
  return { databaseUrl: read.DATABASE_URL, logLevel: read.LOG_LEVEL }
}
