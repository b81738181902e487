import type { TrustLevel } from '../trust/trust.ts'
import type { Status } from './status.ts'
import { DESK_STATUSES } from './status.ts'

/** The built-in views of PRODUCT §6 by their key. */
export type View =
  | 'unassigned'
  | 'mine'
  | 'team'
  | 'dueSoon'
  | 'overdue'
  | 'waiting'
  | 'answered'
  | 'open'
  | 'newsletters'
  | 'spam'
  | 'quarantine'
  | 'archive'
  | 'followed'
  | 'all'

/** What a conversation must be to be in a view; what is not said does not matter. */
export type ViewDefinition = {
  /** Undefined: whatever its status. */
  readonly statuses?: readonly Status[]
  readonly assignee?: 'nobody' | 'viewer'
  readonly team?: 'viewers'
  /** Of which the viewer is told. */
  readonly isFollowed?: true
  /** By the deadline alone: `soon` is near or today, not past. */
  readonly due?: 'soon' | 'past'
  /** A snoozed conversation comes back at its time. */
  readonly hidesSnoozed?: true
  readonly isQuarantined?: true
  readonly isNewsletter?: boolean
}

export const views: { readonly [V in View]: ViewDefinition } = {
  unassigned: { statuses: ['open'], assignee: 'nobody', hidesSnoozed: true },
  mine: { statuses: DESK_STATUSES, assignee: 'viewer' },
  team: { statuses: ['open'], assignee: 'nobody', team: 'viewers', hidesSnoozed: true },
  dueSoon: { statuses: ['open'], due: 'soon', hidesSnoozed: true },
  overdue: { statuses: ['open'], due: 'past', hidesSnoozed: true },
  waiting: { statuses: ['waiting'], hidesSnoozed: true },
  answered: { statuses: ['answered'] },
  open: { statuses: DESK_STATUSES },
  // filed away as it arrives; whoever takes one up makes mail of it
  newsletters: { statuses: ['archived'], isNewsletter: true },
  spam: { statuses: ['spam'] },
  // archiving is how somebody says that a message that cannot be read is dealt with
  quarantine: { statuses: [...DESK_STATUSES, 'answered', 'spam'], isQuarantined: true },
  archive: { statuses: ['archived'], isNewsletter: false },
  followed: { isFollowed: true },
  all: {},
}

/** Whether a word names a view. */
export function isView(word: string): word is View {
  return Object.hasOwn(views, word)
}

/** What of a conversation decides in which views it is. */
export type ViewedConversation = {
  status: Status
  assigneeId: string | null
  teamId: string | null
  dueAt: Date | null
  dueSoonAt: Date | null
  snoozedUntil: Date | null
  isQuarantined: boolean
  isNewsletter: boolean
  trust: TrustLevel
  spamReason: 'phishing' | null
  /** By the viewer. */
  isFollowed: boolean
}

/** Whether a conversation that the viewer may see is in a view of theirs at `now`. */
export function isInView(
  conversation: ViewedConversation,
  definition: ViewDefinition,
  { viewer, now }: { viewer: { id: string; teamIds: readonly string[] }; now: Date },
): boolean {
  const { status, assigneeId, teamId, dueAt, dueSoonAt, snoozedUntil } = conversation
  const { isNewsletter = conversation.isNewsletter } = definition
  if (isNewsletter !== conversation.isNewsletter) return false
  if (definition.statuses && !definition.statuses.includes(status)) return false
  if (definition.assignee === 'nobody' && assigneeId !== null) return false
  if (definition.assignee === 'viewer' && assigneeId !== viewer.id) return false
  if (definition.isFollowed && !conversation.isFollowed) return false
  if (definition.team && (teamId === null || !viewer.teamIds.includes(teamId))) return false
  const isSetAside = conversation.isQuarantined || conversation.spamReason !== null
  if (definition.isQuarantined && !isSetAside) return false
  if (definition.due && conversation.trust === 'danger') return false // its clock rests
  if (definition.hidesSnoozed && snoozedUntil !== null && snoozedUntil > now) return false
  if (definition.due === 'past') return dueAt !== null && dueAt < now
  if (definition.due === 'soon')
    return dueAt !== null && dueSoonAt !== null && dueSoonAt <= now && dueAt >= now
  return true
}
