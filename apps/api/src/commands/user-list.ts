import { listUsers } from '../features/users/service.ts'
import type { Command } from './command.ts'
import { table } from './table.ts'

export const userList: Command = {
  name: 'user list',
  summary: 'List the users',
  async run(context) {
    const users = await listUsers(await context.open())
    const rows = users.map(({ email, name, role, disabledAt }) => [
      email,
      name,
      role,
      disabledAt ? `disabled since ${disabledAt}` : '',
    ])
    return { data: users, text: table(rows) || 'There are no users yet.' }
  },
}
