import { DatabaseError } from '@levee/db'
import { ConfigError } from './config.ts'

/** The server cannot start; the message is one line that says what is wrong and how to mend it. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** The one line to print for an error that stopped a program; undefined for a bug, which needs its stack. */
export function lineFor(error: unknown): string | undefined {
  const isForOperator =
    error instanceof StartError || error instanceof ConfigError || error instanceof DatabaseError
  return isForOperator ? error.message.replaceAll(/\s*\n\s*/g, ' ') : undefined
}
