import { addUser } from '@levee/contract'
import { roles } from '@levee/domain'
import { createUser } from '../features/users/service.ts'
import type { Command } from './command.ts'
import { passwordFileHelp, readPassword } from './password-file.ts'
import { valid } from './valid.ts'

export const userAdd: Command = {
  name: 'user add',
  summary: 'Add a user; without a password one is made and shown once',
  positionals: ['EMAIL'],
  options: {
    name: { value: 'NAME', help: 'first name and last name', isRequired: true },
    role: { value: 'ROLE', help: `${roles.join(', ')}; staff when not said` },
    locale: { value: 'LOCALE', help: 'fr or en; en when not said' },
    'password-file': { value: 'FILE', help: passwordFileHelp },
  },
  async run(context, args) {
    const password = await readPassword(args.optional('password-file'))
    const input = valid(addUser.schema.body, {
      email: args.text('EMAIL'),
      name: args.text('name'),
      role: args.word('role', roles) ?? 'staff',
      locale: args.word('locale', ['fr', 'en']) ?? 'en',
      ...(password !== undefined && { password }),
    })
    const user = await createUser(await context.open(), input)
    const shown = user.initialPassword ? `\nInitial password: ${user.initialPassword}` : ''
    return { data: user, text: `Added ${user.name} <${user.email}> as ${user.role}.${shown}` }
  },
}
