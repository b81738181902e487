import { receivedAt } from '@levee/domain'
import { identify, receivedDate } from '@levee/mail'
import type { Deps } from '../../../deps.ts'
import { nextDirectDelivery } from '../direct-delivery.ts'
import { type ReadMessage, readMessages } from '../read-messages.ts'
import { storeMessages } from '../receive-message.ts'
import type { TakenMessage } from './file-windows.ts'
import { contentsIn, quarantinedSince } from './queries.ts'

/** A mailbox into which files are imported. */
export type ImportTarget = {
  mailboxId: string
  /** Mail received since this instant is to be triaged; the rest is history. */
  triageSince: Date
  /** Contents of windows that are under way: no other one may store them too. */
  underWay: Set<string>
}

/** A window of which the mailbox lacks `messages`, which are read. */
export type PreparedWindow = {
  window: TakenMessage[]
  messages: ReadMessage[]
  contents: string[]
}

/** Reads what the mailbox does not have yet; what it has costs a hash and a look. */
export async function prepareWindow(
  deps: Deps,
  target: ImportTarget,
  window: TakenMessage[],
): Promise<PreparedWindow> {
  const named = window.map((message) => ({
    message,
    content: identify(message.raw).contentSha256,
  }))
  const fresh = new Map(
    named
      .toReversed() // of several the first stays
      .filter(({ content }) => !target.underWay.has(content))
      .map(({ content, message }) => [content, message]),
  )
  const contents = [...fresh.keys()]
  for (const content of contents) target.underWay.add(content)
  for (const held of await contentsIn(deps.db, target.mailboxId, contents)) fresh.delete(held)
  const taken = [...fresh.values()]
  const read = await readMessages(
    deps,
    taken.map(({ raw }) => ({ uid: 0, internalDate: deps.now(), raw })),
  )
  const messages = read.map((message, place) => dated(message, taken[place], deps.now()))
  return { window, messages, contents }
}

function dated(message: ReadMessage, from: TakenMessage | undefined, now: Date): ReadMessage {
  if (!from) throw new Error('More messages were read than were given.')
  const clues = {
    separator: from.separator,
    received: receivedDate(message.headers),
    sent: message.date,
    fileDate: from.file.date,
  }
  return { ...message, receivedAt: receivedAt(clues, now) }
}

/** Stores a window, the oldest message first. @returns how many were filed, and set aside as unreadable. */
export async function storeWindow(
  deps: Deps,
  target: ImportTarget,
  { window, messages, contents }: PreparedWindow,
): Promise<{ filed: number; quarantined: number }> {
  const count = messages.length
  let quarantined = 0
  if (count > 0) {
    const place = await nextDirectDelivery(deps.db, target.mailboxId, count)
    const { uid, ...folder } = place.folder
    const ordered = messages.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
    await storeMessages(deps, {
      mailbox: { id: target.mailboxId, triageSince: target.triageSince },
      folder: { ...folder, role: window[0]?.file.role ?? folder.role },
      messages: ordered.map((message, n) => ({ ...message, uid: uid + n })),
      nextUid: null,
      isImport: true,
    })
    quarantined = await quarantinedSince(deps.db, place, count)
  }
  for (const content of contents) target.underWay.delete(content)
  return { filed: count - quarantined, quarantined }
}
