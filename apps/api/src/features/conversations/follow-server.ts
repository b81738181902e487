import type { Tx } from '@levee/db'
import { applyPatch, type Status } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { lockAnyConversations, organisationTimeZone } from './queries.ts'
import { saveChanges } from './save-changes.ts'

/**
 * Gives conversations the status that follows from where another program moved their mail. Their
 * servers show it already, so nothing is written to them; it can be undone as any change.
 */
export async function followServer(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  statuses: ReadonlyMap<string, Status>,
): Promise<void> {
  if (statuses.size === 0) return
  const now = deps.now()
  const timeZone = await organisationTimeZone(tx)
  const conversations = await lockAnyConversations(tx, [...statuses.keys()])
  const wanted = [...conversations.values()].map((conversation) => {
    const status = statuses.get(conversation.id) ?? conversation.status
    return { conversation, fields: applyPatch(conversation, { status }, { now, timeZone }) }
  })
  const change = { viewer: null, at: now, kind: 'movedElsewhere' as const, isShownAlready: true }
  await saveChanges(tx, deps, wanted, change)
}
