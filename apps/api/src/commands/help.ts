import { everywhere } from './arguments.ts'
import type { Command } from './command.ts'
import { table } from './table.ts'

/** What `levee --help` shows. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => [`  ${name}`, summary])
  return [
    'Usage: levee COMMAND [OPTIONS]',
    '',
    table(rows),
    '',
    'Every command has --help and --json. Exit status: 0 done, 1 failed, 2 wrong usage.',
  ].join('\n')
}

/** What `levee COMMAND --help` shows. */
export function helpOf({ name, summary, positionals = [], options = {} }: Command): string {
  const rows = Object.entries({ ...options, ...everywhere }).map(([option, about]) => [
    `  --${option}${about.value ? ` ${about.value}` : ''}`,
    `${about.help}${about.isRequired ? ' (required)' : ''}${about.isList ? ' (may be repeated)' : ''}`,
  ])
  const usage = ['Usage: levee', name, ...positionals, '[OPTIONS]'].join(' ')
  return [usage, '', `${summary}.`, '', table(rows)].join('\n')
}
