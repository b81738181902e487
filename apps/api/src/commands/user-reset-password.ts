import { changeUser } from '@levee/contract'
import { newPassword } from '../features/session/service.ts'
import { findUser, updateUserAccount } from '../features/users/service.ts'
import type { Command } from './command.ts'
import { passwordFileHelp, readPassword } from './password-file.ts'
import { valid } from './valid.ts'

export const userResetPassword: Command = {
  name: 'user reset-password',
  summary:
    'Give a user a new password and end their sessions; without one it is made and shown once',
  positionals: ['EMAIL'],
  options: { 'password-file': { value: 'FILE', help: passwordFileHelp } },
  async run(context, args) {
    const given = await readPassword(args.optional('password-file'))
    const password = given ?? newPassword()
    const patch = valid(changeUser.schema.body, { password })
    const deps = await context.open()
    const { id } = await findUser(deps, args.text('EMAIL'))
    const user = await updateUserAccount(deps, id, patch)
    const shown = given === undefined ? { password } : {}
    const text = `New password for ${user.name} <${user.email}>${given === undefined ? `: ${password}` : ' is set.'}`
    return { data: { ...user, ...shown }, text }
  },
}
