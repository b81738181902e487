import { revokeToken } from '../features/tokens/service.ts'
import { type Command, UsageError } from './command.ts'

export const tokenRevoke: Command = {
  name: 'token revoke',
  summary: 'End a bearer token',
  positionals: ['ID'],
  async run(context, args) {
    const id = args.text('ID')
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id))
      throw new UsageError(`"${id}" is no token's id: see levee token list.`)
    await revokeToken(await context.open(), id)
    return { data: { id, revoked: true }, text: `Token ${id} is revoked.` }
  },
}
