import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import type { Options } from './config.ts'

/** A desk as it runs in production, without a limit for those who ask. */
export function startBenchStack(
  { transport }: Pick<Options, 'transport'>,
  env: Readonly<Record<string, string>> = {},
): Promise<Stack> {
  return startStack({
    env: {
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      EVENTSTORE_TRANSPORT: transport,
      ...env,
    },
  })
}
