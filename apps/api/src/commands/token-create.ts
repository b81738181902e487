import { createToken } from '../features/tokens/service.ts'
import { findUser } from '../features/users/service.ts'
import type { Command } from './command.ts'

export const tokenCreate: Command = {
  name: 'token create',
  summary: 'Make a bearer token that acts as a user; it is shown once',
  positionals: ['EMAIL'],
  options: { name: { value: 'NAME', help: 'what it is for', isRequired: true } },
  async run(context, args) {
    const deps = await context.open()
    const { id: userId, email } = await findUser(deps, args.text('EMAIL'))
    const token = await createToken(deps, { userId, name: args.text('name') })
    return { data: token, text: `Token ${token.id} of ${email}:\n${token.secret}` }
  },
}
