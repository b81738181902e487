import type { Conversation } from '@levee/contract'

/** A conversation as the server sends it, with what a test cares about. */
export function aConversation(part: Partial<Conversation> = {}): Conversation {
  return {
    id: '0190a000-0000-7000-8000-000000000001',
    reference: '2026-000001',
    subject: 'Terrasse',
    snippet: '',
    status: 'open',
    priority: 'normal',
    from: { name: 'Jeanne Morvan', address: 'j.morvan@example.org' },
    mailboxId: 'm',
    mailboxIds: ['m'],
    assigneeId: null,
    teamId: null,
    tagIds: [],
    messageCount: 1,
    hasAttachments: false,
    isQuarantined: false,
    isNewsletter: false,
    unread: false,
    isFollowed: false,
    sendState: null,
    draftAuthorId: null,
    receivedAt: '2026-03-01T08:00:00Z',
    lastMessageAt: '2026-03-01T08:00:00Z',
    dueAt: null,
    dueState: 'none',
    dueShare: null,
    dueInWorkingMinutes: null,
    isDueByHand: false,
    snoozedUntil: null,
    trust: 'unknown',
    spamReason: null,
    revision: 1,
    ...part,
  }
}
