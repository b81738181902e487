import type { MirrorAction } from '../../jobs.ts'

/** A message as it lies on a server, with what matters for how it should lie there. */
export type ServerCopy = {
  deliveryId: string
  mailboxId: string
  conversationId: string
  status: 'open' | 'waiting' | 'answered' | 'archived' | 'spam'
  imported: boolean
  /** Written by somebody outside, not the copy of what we sent. */
  isIncoming: boolean
  /** A reply of ours to it was sent. */
  isAnswered: boolean
  internetMessageId: string | null
  /** Where it was delivered. */
  home: string
  folder: string
  uidValidity: number
  /** null: the server did not say under which UID it was moved. */
  uid: number | null
}

export type Place = 'home' | 'archive' | 'junk'

/** The flags a copy gets and the place it goes to; without `place` it stays where it is. */
export type MirrorStep = { flags: string[]; place?: Place }

/**
 * What an action means for one copy. Where it belongs follows from what the conversation is now, not
 * from the action: jobs may come late, twice or in another order.
 */
export function mirrorStep(action: MirrorAction, copy: ServerCopy): MirrorStep {
  if (!copy.isIncoming) return { flags: [] }
  if (action === 'seen') return { flags: ['\\Seen'] }
  if (action === 'answered') return { flags: copy.isAnswered ? ['\\Answered', '\\Seen'] : [] }
  if (copy.status === 'archived') return { flags: ['\\Seen'], place: 'archive' }
  if (copy.status === 'spam') return { flags: [], place: 'junk' }
  return { flags: [], place: 'home' }
}
