import type { Queryable } from '@levee/db'
import type { PolicyFacts } from '@levee/domain'
import { leadOf } from './deadline-changes.ts'
import { loadFrame } from './frame.ts'
import { readDeadlines } from './read-deadlines.ts'
import { subjectsById } from './subject-queries.ts'

/** A conversation, and how it might be filed. */
export type Supposition = {
  conversationId: string
  facts: Pick<PolicyFacts, 'teamId' | 'priority' | 'tagIds' | 'policyId'>
}

/** The due dates that lists would show if conversations were filed like this, in the order asked; nothing is written. */
export async function supposeDates(
  db: Queryable,
  suppositions: readonly Supposition[],
  now: Date,
): Promise<(Date | null)[]> {
  if (suppositions.length === 0) return []
  const ids = new Set(suppositions.map(({ conversationId }) => conversationId))
  const subjects = await subjectsById(db, [...ids])
  const frame = await loadFrame(db)
  return suppositions.map(({ conversationId, facts }) => {
    const subject = subjects.get(conversationId)
    if (!subject) return null
    const supposed = { ...subject, facts: { ...subject.facts, ...facts } }
    const counted = readDeadlines(supposed, frame, now).map(({ values }) => values)
    return leadOf(counted)?.dueAt ?? null
  })
}
