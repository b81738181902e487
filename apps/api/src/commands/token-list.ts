import { listTokens } from '../features/tokens/service.ts'
import type { Command } from './command.ts'
import { table } from './table.ts'

export const tokenList: Command = {
  name: 'token list',
  summary: 'List the bearer tokens, without their secrets',
  async run(context) {
    const tokens = await listTokens(await context.open())
    const rows = tokens.map(({ id, user, name, lastUsedAt, revokedAt }) => [
      id,
      user,
      name,
      revokedAt ? `revoked at ${revokedAt}` : `last used ${lastUsedAt ?? 'never'}`,
    ])
    return { data: tokens, text: table(rows) || 'There are no tokens.' }
  },
}
