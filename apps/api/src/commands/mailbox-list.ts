import { listAllMailboxes } from '../features/mailboxes/service.ts'
import type { Command } from './command.ts'
import { table } from './table.ts'

export const mailboxList: Command = {
  name: 'mailbox list',
  summary: 'List the mailboxes and how they are',
  async run(context) {
    const mailboxes = await listAllMailboxes(await context.open())
    const rows = mailboxes.map(({ id, address, name, paused, state, lastSyncAt, lastError }) => [
      id,
      address,
      name,
      paused ? 'paused' : state,
      lastError ?? (lastSyncAt ? `in step at ${lastSyncAt}` : ''),
    ])
    return { data: mailboxes, text: table(rows) || 'There are no mailboxes yet.' }
  },
}
