import { inTransaction, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import type { JobData } from '../../jobs.ts'
import { applyLooked } from './apply-looked.ts'
import { knownThings } from './known-things.ts'
import { loadBook } from './load-book.ts'
import { storedFacts } from './load-facts.ts'
import { lookAt } from './look-at.ts'

/** The job that looks at the rules for a conversation that changed, once; a run is kept where one acts or fails. */
export async function lookAtChange(
  deps: Pick<Deps, 'db' | 'jobs' | 'log' | 'now'>,
  { runId, conversationId, changes, causedBy }: JobData['rules'],
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const conversation = await tx.row<{ isMerged: boolean; isDone: boolean }>(sql`
      select merged_into is not null as "isMerged",
        exists (select from rule_run where id = ${runId}) as "isDone"
      from conversation where id = ${conversationId} for no key update`)
    const loaded = await loadBook(tx)
    if (!conversation || !loaded || conversation.isMerged || conversation.isDone) return
    const known = await knownThings(tx)
    const seen = (await storedFacts(tx, [conversationId], known)).get(conversationId)
    if (!seen) return
    const { messageId, ...stored } = seen
    const facts = { ...stored, event: { type: 'conversationChanges', changes }, causedBy } as const
    const looked = lookAt(deps, loaded, { conversationId, messageId, facts })
    const isNews = looked.decision?.trace.some(({ outcome }) => outcome === 'applied') ?? true
    if (isNews) await applyLooked(tx, deps, { loaded, known, looked: [{ ...looked, runId }] })
  })
}
