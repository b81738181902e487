import type { DeadlineSupposition, SupposedDeadline } from '@levee/contract'
import { type ClockEvent, DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import { type Frame, loadFrame } from './frame.ts'
import { readDeadlines } from './read-deadlines.ts'
import { subjectsById } from './subject-queries.ts'

const DAY = 86_400_000 // ms

/**
 * The deadlines that a conversation would have by the policies and calendars of now; nothing is written.
 * @throws {DomainError} `invalid` when there is no such policy.
 */
export async function supposeDeadlines(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, ...supposed }: DeadlineSupposition & { id: string },
): Promise<{ deadlines: SupposedDeadline[] }> {
  const conversation = await accessConversation(db, viewer, id)
  const subject = (await subjectsById(db, [conversation.id])).get(conversation.id)
  if (!subject) return { deadlines: [] }
  const frame = await loadFrame(db)
  checkPolicy(supposed.policyId, frame)
  const facts = {
    ...subject.facts,
    policyId: supposed.policyId ?? subject.facts.policyId,
    priority: supposed.priority ?? subject.facts.priority,
  }
  const events = receivedEarlier(subject.events, supposed.receivedDaysEarlier ?? 0)
  const counted = readDeadlines({ facts, events }, frame, now())
  return {
    deadlines: counted.map(({ values: { kind, startedAt, dueAt }, reading: { trace } }) => ({
      kind,
      startedAt: startedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      trace: { ...trace, steps: [...trace.steps] },
    })),
  }
}

function checkPolicy(id: string | undefined, { policies }: Frame): void {
  if (id === undefined || policies.some((policy) => policy.id === id)) return
  const errors = [{ path: 'policyId', message: 'takes the id of a policy' }]
  throw new DomainError('invalid', 'There is no such policy.', { errors })
}

/** What happened after the mail came stays where it is. */
function receivedEarlier(events: readonly ClockEvent[], days: number): ClockEvent[] {
  return events
    .map((event) =>
      event.type === 'received'
        ? { ...event, at: new Date(event.at.getTime() - days * DAY) }
        : event,
    )
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
}
