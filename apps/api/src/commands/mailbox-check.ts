import { checkKeptMailbox, findMailbox } from '../features/mailboxes/service.ts'
import type { Command } from './command.ts'

export const mailboxCheck: Command = {
  name: 'mailbox check',
  summary: 'Try the servers of a mailbox, step by step',
  positionals: ['ADDRESS'],
  async run(context, args) {
    const deps = await context.open()
    const mailbox = await findMailbox(deps, args.text('ADDRESS'))
    const check = await checkKeptMailbox(deps, mailbox.id)
    const lines = check.steps.map(({ ok, step, message, fix, warning }) =>
      [ok ? 'ok    ' : 'FAILED', `${step}:`, message, fix ?? warning ?? ''].join(' ').trimEnd(),
    )
    const notes = check.notes.map(({ tone, title, message, fix }) =>
      [tone === 'warn' ? 'NOTE  ' : '      ', `${title}:`, message, fix ?? ''].join(' ').trimEnd(),
    )
    const text = [...lines, ...notes].join('\n') || `${mailbox.address} has no server to try.`
    return { data: check, text, hasFailed: !check.ok }
  },
}
