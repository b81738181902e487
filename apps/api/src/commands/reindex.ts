import { rereadMessages } from '../features/intake/service.ts'
import { findMailbox } from '../features/mailboxes/service.ts'
import { type Command, UsageError } from './command.ts'

export const reindex: Command = {
  name: 'reindex',
  summary: 'Read stored messages again, after an upgrade of the reader',
  options: {
    mailbox: { value: 'ADDRESS', help: 'only those of this mailbox' },
    since: { value: 'DATE', help: 'only those received since this day, such as 2026-01-31' },
    quarantined: { help: 'only those that could not be read' },
  },
  async run(context, args) {
    const since = args.optional('since')
    if (since !== undefined && Number.isNaN(Date.parse(since)))
      throw new UsageError(`--since takes a day such as 2026-01-31, not "${since}".`)
    const deps = await context.open()
    const mailbox = args.optional('mailbox')
    const found = mailbox === undefined ? undefined : await findMailbox(deps, mailbox)
    const reread = await rereadMessages(deps, {
      ...(found && { mailboxId: found.id }),
      ...(since !== undefined && { since: new Date(since) }),
      isQuarantined: args.isOn('quarantined'),
    })
    const { read, changed, unreadable, lost } = reread
    return {
      data: reread,
      text: `${read} read, ${changed} changed, ${unreadable} unreadable, ${lost} without their source.`,
      hasFailed: lost > 0,
    }
  },
}
