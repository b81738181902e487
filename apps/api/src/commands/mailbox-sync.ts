import { findMailbox, syncMailboxNow } from '../features/mailboxes/service.ts'
import type { Command } from './command.ts'

export const mailboxSync: Command = {
  name: 'mailbox sync',
  summary: 'Ask the running server for a full pass over a mailbox',
  positionals: ['ADDRESS'],
  async run(context, args) {
    const deps = await context.open()
    const { id, address } = await findMailbox(deps, args.text('ADDRESS'))
    const requested = await syncMailboxNow(deps, 'operator', id)
    return { data: requested, text: `A full pass over ${address} was asked for.` }
  },
}
