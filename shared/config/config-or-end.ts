import { type Environment, EnvironmentError } from './read-environment.ts'

/** What is needed of `process`. */
type Program = {
  readonly env: Environment
  readonly stderr: { write(text: string): unknown }
  exit(code: number): never
}

/** For the start of a program: who started it is told what is wrong with its environment, in lines for a person, and it ends. */
export function configOrEnd<Config>(
  program: Program,
  readConfig: (variables: Environment) => Config,
): Config {
  try {
    return readConfig(program.env)
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    program.stderr.write(`${error.message}\n`)
    return program.exit(1)
  }
}
