import { DomainError } from '@levee/domain'
import { ConfigError, readConfig } from '../config.ts'
import { lineFor } from '../start-problem.ts'
import { readArguments } from './arguments.ts'
import { type Command, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { helpOf, overview } from './help.ts'
import { runCommand } from './run-command.ts'

/** What a run prints, and its exit status: 0 done, 1 failed, 2 wrong usage. */
export type Printed = { status: 0 | 1 | 2; output: string; errors: string }

/** The operator's command line: `given` are the words after `levee`. */
export async function levee(given: string[], readSettings = readConfig): Promise<Printed> {
  const isJson = given.includes('--json')
  if (given.length === 0) return { status: 2, output: '', errors: overview(commands) }
  if (given[0] === '--help' || given[0] === 'help') return printed(overview(commands))
  const command = commands.find(({ name }) => startsWith(given, name))
  try {
    if (!command) throw new UsageError(`There is no command "${given.slice(0, 2).join(' ')}".`)
    const args = readArguments(command, given.slice(command.name.split(' ').length))
    if (args.isOn('help')) return printed(helpOf(command))
    const { data, text, hasFailed } = await runCommand(command, args, readSettings())
    return { ...printed(isJson ? JSON.stringify(data) : text), status: hasFailed ? 1 : 0 }
  } catch (error) {
    return problem(error, command, isJson)
  }
}

function startsWith(given: string[], name: string): boolean {
  return name.split(' ').every((word, index) => word === given[index])
}

function printed(output: string): Printed {
  return { status: 0, output, errors: '' }
}

function problem(error: unknown, command: Command | undefined, isJson: boolean): Printed {
  if (error instanceof UsageError) {
    const hint = `See levee ${command ? `${command.name} ` : ''}--help.`
    return { status: 2, output: '', errors: said('usage', `${error.message} ${hint}`, isJson) }
  }
  if (error instanceof DomainError)
    return { status: 1, output: '', errors: said(error.code, error.message, isJson) }
  const line = lineFor(error)
  if (line === undefined) throw error
  const code = error instanceof ConfigError ? 'configuration' : 'unavailable'
  return { status: 1, output: '', errors: said(code, line, isJson) }
}

function said(code: string, message: string, isJson: boolean): string {
  return isJson ? JSON.stringify({ error: { code, message } }) : message
}
