/** What became of a delivery; the ledger counts them. */
export type Fate = 'filed' | 'newsletters' | 'spam' | 'imported' | 'sent' | 'quarantined'

/** A message as the mail server showed it. */
export type Arrival = {
  folderRole: 'inbox' | 'sent' | 'archive' | 'junk' | 'trash' | 'drafts' | null
  /** When the server received it (RFC 9051 §2.3.3). */
  internalDate: Date
  /** false: no reader could make sense of it. */
  isReadable: boolean
  /** Whether it went to many and asks nobody here for anything. */
  isNewsletter: boolean
  /** Whether we sent it ourselves to see whether it arrives. */
  isOwnTest?: boolean
}

export type IntakeSettings = {
  /** Mail received before this instant is history. */
  triageSince: Date
}

/** How a message is filed, before looking at the conversation it belongs to. */
export type Filing = {
  fate: Fate
  direction: 'incoming' | 'outgoing'
  /** The status of the conversation that it starts. */
  status: 'open' | 'archived'
  /** Whether it is mail to be handled, which gets a number. */
  isRegistered: boolean
}

/** Decides what an arriving message is to the office: mail to handle, history, or its own answer. */
export function triage(arrival: Arrival, { triageSince }: IntakeSettings): Filing {
  const direction = arrival.folderRole === 'sent' ? 'outgoing' : 'incoming'
  const isNew =
    direction === 'incoming' &&
    !isFiledAway(arrival) &&
    !arrival.isOwnTest &&
    arrival.internalDate >= triageSince
  const isToHandle = isNew && !(arrival.isNewsletter && arrival.isReadable)
  return {
    fate: fateOf(arrival, direction, { isNew, isToHandle }),
    direction,
    status: isToHandle ? 'open' : 'archived',
    isRegistered: isToHandle,
  }
}

/** Whether a folder is looked into at all: junk is the mail server's verdict, drafts are nobody's mail yet. */
export function isWatchable(role: Arrival['folderRole']): boolean {
  return role !== 'junk' && role !== 'drafts'
}

function isFiledAway({ folderRole }: Arrival): boolean {
  return folderRole === 'archive' || folderRole === 'trash'
}

function fateOf(
  arrival: Arrival,
  direction: Filing['direction'],
  { isNew, isToHandle }: { isNew: boolean; isToHandle: boolean },
): Fate {
  if (!arrival.isReadable) return 'quarantined'
  if (direction === 'outgoing') return 'sent'
  if (!isNew) return 'imported'
  return isToHandle ? 'filed' : 'newsletters'
}
