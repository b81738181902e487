import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import type { Arguments } from './arguments.ts'

/** An option that a command takes, as its help shows it. */
export type Option = {
  /** What stands for its value; without one it is a switch. */
  value?: string
  help: string
  isRequired?: boolean
  /** May be given several times. */
  isList?: boolean
}

/** What a command did: `data` for programs, `text` for people. */
export type Outcome = { data: unknown; text: string; hasFailed?: boolean }

/** What commands work with. */
export type CommandContext = {
  config: Config
  /** The database's URL: of the given server, or of the embedded one, which is started when nobody runs it. */
  databaseUrl(): Promise<string>
  /** Everything, on a database that is migrated. */
  open(): Promise<Deps>
}

/** One sub-command of `levee`, such as `user add`. */
export type Command = {
  name: string
  summary: string
  /** Names of the arguments that have no option; all are required. */
  positionals?: readonly string[]
  options?: Readonly<Record<string, Option>>
  run(context: CommandContext, args: Arguments): Promise<Outcome>
}

/** The command line is wrong: said with the usage, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
