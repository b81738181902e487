/** Somebody who asks: by role, and by whether they are a member of the mailbox that it is about. */
export type Asker =
  | 'nobody'
  | 'member'
  | 'memberByTeam'
  | 'stranger'
  | 'managerMember'
  | 'managerStranger'
  | 'admin'

export const askers: Asker[] = [
  'nobody',
  'member',
  'memberByTeam',
  'stranger',
  'managerMember',
  'managerStranger',
  'admin',
]

/** Who is let in; everybody else is refused, with this status. */
export type Access = { allows: Asker[]; refuses: number }

export const everybody: Access = { allows: askers, refuses: 401 }
export const signedIn: Access = { allows: askers.slice(1), refuses: 401 }
export const admins: Access = { allows: ['admin'], refuses: 403 }
export const managers: Access = {
  allows: ['managerMember', 'managerStranger', 'admin'],
  refuses: 403,
}
/** Who may see the mailbox; to others it does not exist. */
export const members: Access = {
  allows: ['member', 'memberByTeam', 'managerMember', 'admin'],
  refuses: 404,
}

/** What a request is about. */
export type Subject = {
  mailbox: { id: string }
  conversationId: string
  messageId: string
  revision: number
  userId: string
  tagId: string
  teamId: string
  activityId: string
  secondConversationId: string
  ruleId: string
  templateId: string
}

/** What a route needs beside a conversation of one letter; `messageId` is then the reply's. */
export type Need =
  | 'tag'
  | 'team'
  | 'activity'
  | 'queuedReply'
  | 'failedReply'
  | 'replyToApprove'
  | 'secondConversation'
  | 'rule'
  | 'removedRule'
  | 'draft'
  | 'template'
  | 'removedTemplate'

export type Case = {
  access: Access
  url?: (subject: Subject) => string
  body?: (subject: Subject) => unknown
  headers?: Record<string, string>
  needs?: Need
  /** How some are refused who are refused otherwise than the rest. */
  refusals?: Partial<Record<Asker, number>>
  /** The statuses of somebody who is let in; 200 when not said. */
  answers?: number[]
  /** What those who are not members must not find in the answer, and those who are must. */
  shows?: (subject: Subject) => string
}
