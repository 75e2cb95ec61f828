import { spawnSync } from 'node:child_process'

/**
 * Node with these arguments, and nothing but `env` of variables, where no file may grow beyond a size: to a write that
 * does what a full disk does (`EFBIG`).
 * @param blocks of 512 bytes
 */
export function runLimitedTo(
  blocks: number,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const script = `ulimit -f ${blocks}; exec "$0" "$@"`
  return spawnSync('sh', ['-c', script, process.execPath, ...args], { env, encoding: 'utf8' })
}
