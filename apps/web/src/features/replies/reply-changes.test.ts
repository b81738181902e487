import type { ConversationChange } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { needsReview } from './reply-changes.ts'

const change = (part: Partial<ConversationChange>): ConversationChange => ({
  activityId: `a${part.revision}`,
  revision: 2,
  at: '2026-03-12T10:00:00Z',
  actorId: 'karim',
  who: 'Karim',
  subjects: ['note'],
  kind: 'noted',
  before: {},
  after: {},
  ...part,
})
const told = (...activities: ConversationChange[]) => ({
  revision: Math.max(1, ...activities.map(({ revision }) => revision)),
  activities,
})

describe('an answer from an older view', () => {
  it.each([
    ['a colleague’s note', told(change({})), true],
    ['a mail', told(change({ actorId: null, subjects: ['mail'] })), true],
    ['what the writer did', told(change({ actorId: 'claire' })), false],
    ['a tag', told(change({ subjects: ['other'] })), false],
    ['a tag and a note', told(change({ subjects: ['other'] }), change({ revision: 3 })), true],
    ['what the log does not tell of', { revision: 2, activities: [] }, true],
    ['a gap in the log', { revision: 3, activities: [change({ subjects: ['other'] })] }, true],
  ])('waits for its writer, or not: %s', (_, changes, isReviewed) => {
    expect(needsReview(changes, 1, 'claire')).toBe(isReviewed)
  })
})
