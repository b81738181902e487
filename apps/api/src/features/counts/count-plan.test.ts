import { inTransaction } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { countStatement } from './queries.ts'

const { db, deps, aUser, aMailbox } = await testApp()
const claire = await aUser()
const mailbox = await aMailbox({ members: [claire] })

describe('counting', () => {
  it('reads what is due out of its index alone: a desk may hold a thousand such rows', async () => {
    const viewer = { ...claire, role: 'staff' as const, locale: 'fr' as const, teamIds: [] }
    const statement = countStatement(
      { ...viewer, mailboxIds: [mailbox.id] },
      deps.now(),
    ).statement()
    const plan = await inTransaction(db, async (tx) => {
      for (const way of ['seqscan', 'bitmapscan', 'indexscan'])
        await tx.execute(`set local enable_${way} = off`)
      const { rows } = await tx.execute(`explain ${statement.text}`, statement.values)
      return JSON.stringify(rows)
    })
    expect(plan.split('Index Only Scan using conversation_due_idx')).toHaveLength(3) // soon, and overdue
  })
})
