import {
  isFromPeople,
  type KnownThings,
  type LoggedFields,
  type NamedThing,
  type RuleEvent,
  type RuledState,
  type RuleFacts,
  type Status,
} from '@levee/domain'
import { isNewsletter } from '../../intake/service.ts'
import { messageFacts } from '../message-facts.ts'
import type { PresentState, StoredMessage } from './stored-messages.ts'

/** What ids are called, and which addresses are ours. */
export type Names = {
  known: KnownThings
  byId: ReadonlyMap<string, NamedThing>
  ourAddresses: ReadonlySet<string>
}

/** Makes names quick to look up. */
export function namesOf(known: KnownThings): Names {
  const things = Object.values(known).flat()
  return {
    known,
    byId: new Map(things.map((thing) => [thing.id, thing])),
    ourAddresses: new Set(
      known.mailbox.flatMap(({ names }) => names.map((name) => name.toLowerCase())),
    ),
  }
}

/**
 * The state that a message found when it arrived: as it is now, without what was logged since. Whatever starts a
 * conversation finds no deadline there.
 */
export function stateAtArrival(
  stored: PresentState & Pick<StoredMessage, 'isReply'>,
  was: LoggedFields | null,
): PresentState {
  const { isReply } = stored
  const now = isReply ? stored : { ...stored, dueAt: null }
  if (was === null) return now
  return {
    status: was.status ?? now.status,
    priority: was.priority ?? now.priority,
    assigneeId: was.assigneeId === undefined ? now.assigneeId : was.assigneeId,
    teamId: was.teamId === undefined ? now.teamId : was.teamId,
    tagIds: was.tagIds ? [...was.tagIds] : now.tagIds,
    dueAt: isReply && was.dueAt !== undefined ? instantOf(was.dueAt) : now.dueAt,
    isNewsletter: 'isNewsletter' in was ? was.isNewsletter === true : now.isNewsletter,
    deadlinePolicyId:
      was.deadlinePolicyId === undefined ? now.deadlinePolicyId : was.deadlinePolicyId,
  }
}

function instantOf(logged: string | null): Date | null {
  return logged === null ? null : new Date(logged)
}

/** A stored message and a state of its conversation, as rules see them. */
export function factsOf(
  stored: StoredMessage,
  state: PresentState,
  { event, names }: { event: RuleEvent; names: Names },
): RuleFacts {
  const thing = (id: string): NamedThing => names.byId.get(id) ?? { id, names: [] }
  const { automatic, headers } = stored
  return {
    event,
    causedBy: [],
    message: messageFacts({
      ...stored,
      isNewsletter: isNewsletter({ automatic, headers }, names.ourAddresses),
    }),
    conversation: {
      id: stored.conversationId,
      status: state.status,
      priority: state.priority,
      assignee: state.assigneeId === null ? null : thing(state.assigneeId),
      team: state.teamId === null ? null : thing(state.teamId),
      tags: state.tagIds.map(thing),
      dueAt: state.dueAt,
      unansweredSince: unansweredSince(stored, state.status),
    },
    context: { mailbox: thing(stored.mailboxId), contact: contactOf(stored), organisation: null },
  }
}

/** The part of a state that rules decide. */
export function ruledState(state: PresentState): RuledState {
  const { status, isNewsletter: isBulk, priority, assigneeId, teamId, tagIds } = state
  const { deadlinePolicyId } = state
  return {
    status,
    isNewsletter: isBulk,
    priority,
    assigneeId,
    teamId,
    tagIds,
    newTags: [],
    deadlinePolicyId,
    does: [],
  }
}

function contactOf({ from, contactName }: StoredMessage): NamedThing | null {
  const id = from.address.toLowerCase()
  return contactName === null ? null : { id, names: [id, contactName] }
}

function unansweredSince(
  { receivedAt, lastAnsweredAt, automatic }: StoredMessage,
  status: Status,
): Date | null {
  if (status !== 'open' || !isFromPeople(automatic)) return null
  return lastAnsweredAt === null || lastAnsweredAt < receivedAt ? receivedAt : null
}
