import { findUser, updateUserAccount } from '../features/users/service.ts'
import type { Command } from './command.ts'

export const userDisable: Command = {
  name: 'user disable',
  summary: 'Keep a user from signing in, and end their sessions',
  positionals: ['EMAIL'],
  async run(context, args) {
    const deps = await context.open()
    const { id } = await findUser(deps, args.text('EMAIL'))
    const user = await updateUserAccount(deps, id, { disabled: true })
    return { data: user, text: `${user.name} <${user.email}> can no longer sign in.` }
  },
}
