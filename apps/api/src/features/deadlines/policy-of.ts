import type { Queryable } from '@levee/db'
import { type DeadlinePolicy, policyFor } from '@levee/domain'
import { loadFrame } from './frame.ts'
import { subjectsById } from './subject-queries.ts'

/** The deadline policy of a conversation as things stand; null where there is none. */
export async function policyOf(
  db: Queryable,
  conversationId: string,
): Promise<DeadlinePolicy | null> {
  const subject = (await subjectsById(db, [conversationId])).get(conversationId)
  return subject ? policyFor((await loadFrame(db)).policies, subject.facts) : null
}
