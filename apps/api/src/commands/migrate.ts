import { migrate as migrateDatabase } from '@levee/db'
import type { Command } from './command.ts'

export const migrate: Command = {
  name: 'migrate',
  summary: 'Bring the database up to this version; the server does so itself when it starts',
  async run(context) {
    const applied = await migrateDatabase(await context.databaseUrl())
    const text = applied.map((name) => `Applied ${name}.`).join('\n')
    return { data: { applied }, text: text || 'The database is up to date.' }
  },
}
