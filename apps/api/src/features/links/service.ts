import type { ConversationLink, LinkKind } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import { writeOnConversation } from '../conversations/service.ts'
import { announceEnds, insertLink, linkById, linksOf, setRemoved } from './queries.ts'

type LinkDeps = Pick<Deps, 'db' | 'now'>

export async function listLinks(
  { db }: LinkDeps,
  viewer: Viewer,
  id: string,
): Promise<ConversationLink[]> {
  const conversation = await accessConversation(db, viewer, id)
  return linksOf(db, viewer, conversation.id)
}

/**
 * Links a conversation with another one that the viewer may see, too. Both show it.
 * @throws {DomainError} `invalid` when it is the same one, `conflict` when the two are linked already.
 */
export async function addLink(
  { db, now }: LinkDeps,
  viewer: Viewer,
  { id, kind, to }: { id: string; kind: LinkKind; to: string },
): Promise<ConversationLink & { activityId: string }> {
  const at = now()
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    const other = await accessConversation(tx, viewer, to)
    if (other.id === conversation.id)
      throw new DomainError('invalid', 'Mail is not linked with itself.', {
        errors: [{ path: 'to', message: 'takes another conversation' }],
      })
    const links = await linksOf(tx, viewer, conversation.id)
    if (links.some((link) => link.conversation.id === other.id))
      throw new DomainError('conflict', 'The two are linked already: remove that link first.')
    const ends = { fromId: conversation.id, toId: other.id }
    const linkId = await insertLink(tx, { ...ends, kind, createdBy: viewer.id, at })
    const activityId = await writeOnConversation(tx, {
      conversation,
      actorId: viewer.id,
      kind: 'linked',
      after: { linkId, linkKind: kind },
      at,
    })
    await announceEnds(tx, linkId)
    const link = await linkById(tx, viewer, { conversationId: conversation.id, id: linkId })
    if (!link) throw new Error('A link was written and is not there.')
    return { ...link, activityId }
  })
}

/** Removes a link, from either of its ends. */
export async function removeLink(
  { db, now }: LinkDeps,
  viewer: Viewer,
  { id, linkId }: { id: string; linkId: string },
): Promise<{ activityId: string }> {
  const at = now()
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    const link = await linkById(tx, viewer, { conversationId: conversation.id, id: linkId })
    if (!link) throw new DomainError('not-found', 'There is no such link.')
    await setRemoved(tx, { id: linkId, removedAt: at })
    await announceEnds(tx, linkId)
    const after = { linkId, linkKind: link.kind }
    const done = { conversation, actorId: viewer.id, after, at }
    return { activityId: await writeOnConversation(tx, { ...done, kind: 'unlinked' }) }
  })
}
