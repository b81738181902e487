/** What threading asks of a message that just arrived. Addresses are in lower case, ids bare. */
export type ThreadedMessage = {
  internetMessageId: string | null
  inReplyTo: readonly string[]
  references: readonly string[]
  /** Message-IDs of the mail that a machine reports on with this one (RFC 3464), then of what that answered. */
  returned: readonly string[]
  /** Conversations that Message-IDs of ours name among those above, whose signature is right. */
  named: ReadonlyMap<string, string>
  /** '' when the message names none. */
  sender: string
  recipients: readonly string[]
  /** The mailing lists it came through: its recipients other than us, when a list sent it. */
  lists: readonly string[]
  /** Whether we wrote it: an address of ours, or a copy in Sent. */
  isOurs: boolean
}

/** What threading asks of a message that is stored. */
export type StoredMessage = {
  conversationId: string
  internetMessageId: string | null
  /** Every Message-ID that it names: References, In-Reply-To, returned mail. */
  cites: readonly string[]
  sender: string
  isOutgoing: boolean
}

/** Who takes part in a conversation: everybody its messages name, and the lists it went through. */
export type Circle = {
  people: Set<string>
  lists: Set<string>
  /** The conversation that a stranger claimed to answer with it: the two never become one by themselves. */
  claims: string | null
  /** Conversations that a person said are another matter: they never become one with it by themselves either. */
  apart: Set<string>
}

/** The stored messages that a batch may be linked to, found by Message-ID; grows as the batch is filed. */
export type ThreadIndex = {
  bearing(internetMessageId: string): readonly StoredMessage[]
  citing(internetMessageId: string): readonly StoredMessage[]
  circle(conversationId: string): Circle
  /** A message that is now in a conversation, and whom it names. */
  add(message: StoredMessage, circle: Circle): void
  /** From now on `from` is `into`. */
  merge(from: string, into: string): void
  /** The conversation that this one was merged into, or itself. */
  resolve(conversationId: string): string
}

/** Indexes what is stored. A message may be given twice; it is kept once per object. */
export function createThreadIndex(
  stored: readonly StoredMessage[],
  circles: ReadonlyMap<string, Circle>,
): ThreadIndex {
  const bearing = new Map<string, StoredMessage[]>()
  const citing = new Map<string, StoredMessage[]>()
  const people = new Map(circles)
  const mergedInto = new Map<string, string>()

  const resolve = (id: string): string => {
    const into = mergedInto.get(id)
    return into === undefined ? id : resolve(into)
  }
  const current = (messages: readonly StoredMessage[] = []): readonly StoredMessage[] =>
    mergedInto.size === 0
      ? messages
      : messages.map((each) => ({ ...each, conversationId: resolve(each.conversationId) }))
  const circle = (id: string): Circle => people.get(resolve(id)) ?? emptyCircle()
  const insert = (message: StoredMessage): void => {
    if (message.internetMessageId) append(bearing, message.internetMessageId, message)
    for (const id of new Set(message.cites)) append(citing, id, message)
  }
  for (const message of stored) insert(message)

  return {
    bearing: (id) => current(bearing.get(id)),
    citing: (id) => current(citing.get(id)),
    circle,
    resolve,
    add(message, more) {
      insert(message)
      people.set(resolve(message.conversationId), union(circle(message.conversationId), more))
    },
    merge(from, into) {
      const joined = union(circle(into), circle(from))
      mergedInto.set(resolve(from), resolve(into))
      people.set(resolve(into), joined)
    },
  }
}

/** Whom a message brings into its conversation. */
export function circleOf(message: ThreadedMessage): Circle {
  const named = [message.sender, ...message.recipients].filter((address) => address !== '')
  return { ...emptyCircle(), people: new Set(named), lists: new Set(message.lists) }
}

function emptyCircle(): Circle {
  return { people: new Set(), lists: new Set(), claims: null, apart: new Set() }
}

function union(one: Circle, other: Circle): Circle {
  return {
    people: new Set([...one.people, ...other.people]),
    lists: new Set([...one.lists, ...other.lists]),
    claims: one.claims ?? other.claims,
    apart: new Set([...one.apart, ...other.apart]),
  }
}

function append(map: Map<string, StoredMessage[]>, key: string, message: StoredMessage): void {
  const there = map.get(key)
  if (there) there.push(message)
  else map.set(key, [message])
}
