import { sql } from '@levee/db'
import { addFlags, type ImapConnection, listUids, moveMessage, openFolder } from '@levee/mail'
import { dovecotInstalled } from '@levee/mail/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../../http/viewer.ts'
import { changeConversation, undo } from '../conversations/service.ts'
import { mirrorConversations } from '../mirror/service.ts'
import { aMail, eventually } from './testing/intake-fixture.ts'
import { SyncedMailboxes } from './testing/synced-mailboxes.ts'

const BARE = 'IMAP4rev1 LITERAL+ NAMESPACE' // no CONDSTORE, QRESYNC, MOVE, UIDPLUS, IDLE
const servers = [
  { name: 'all of its extensions', options: {} },
  { name: 'none of them', options: { capability: BARE } },
]

const clock = { ahead: 0 } // ms
const now = (): Date => new Date(Date.now() + clock.ahead)

async function uidIn(client: ImapConnection, folder: string): Promise<number> {
  await openFolder(client, folder, { readOnly: false })
  return (await listUids(client)).at(-1)?.uid ?? 0
}

describe.skipIf(!dovecotInstalled()).each(servers)(
  'what other programs do on a server with $name',
  ({ options }) => {
    const isBare = 'capability' in options
    let box: SyncedMailboxes
    let agent: Viewer

    beforeAll(async () => {
      box = await SyncedMailboxes.start(8, { ...options, now })
      agent = await anAdmin()
    })
    afterAll(() => box.stop())
    beforeEach(() => {
      box.user++
    })

    async function anAdmin(): Promise<Viewer> {
      const row = await box.deps.db.row<{ id: string }>(sql`
        insert into app_user (name, email, role, locale) values ('Ann', 'ann@x.example', 'admin', 'en')
        returning id`)
      const rights = { role: 'admin' as const, mailboxIds: [], teamIds: [] }
      return { id: row?.id ?? '', name: 'Ann', locale: 'en', ...rights }
    }

    /** A mailbox in step with one letter in it, and another program that has its inbox open. */
    async function aLetter(mode: 'mirror' | 'readOnly' = 'mirror') {
      await box.deliver(aMail())
      const id = await box.connect({ mode })
      await box.whenFiled(id, 1)
      await box.inStep(id)
      clock.ahead += 120_000 // what people did is long ago
      await look(id)
      const other = await box.client()
      await openFolder(other, 'INBOX', { readOnly: false })
      return { id, other, conversation: await conversationOf(id) }
    }

    const look = (id: string): Promise<void> => box.pass(id)
    /** Servers with IDLE tell; the others are asked again. */
    const hear = (id: string): Promise<void> => (isBare ? look(id) : Promise.resolve())

    async function conversationOf(id: string) {
      const row = await box.deps.db.row<{ id: string; status: string; revision: number }>(sql`
        select distinct c.id, c.status, c.revision from conversation c
          join message m on m.conversation_id = c.id where m.mailbox_id = ${id}`)
      if (!row) throw new Error('Nothing was filed.')
      return row
    }

    const activities = (conversationId: string) =>
      box.deps.db.rows<{ id: string; kind: string; actor: string | null; after: object }>(sql`
        select id, kind, actor_id as actor, after from activity
        where conversation_id = ${conversationId} and kind <> 'received' order by seq`)

    const delivery = (id: string) =>
      box.deps.db.row<{ flags: string[]; isSeen: boolean; isAnswered: boolean }>(sql`
        select string_to_array(flags, ' ') as flags, seen_elsewhere_at is not null as "isSeen",
          answered_elsewhere_at is not null as "isAnswered" from delivery
        where mailbox_id = ${id} and fate not in ('moved', 'gone')`)

    const whenStatus = (id: string, status: string) =>
      eventually(async () => (await conversationOf(id)).status === status)

    it('is known: read and answered, and who wrote the log', async () => {
      const { id, other, conversation } = await aLetter('readOnly')
      await addFlags(other, 1, ['\\Seen', '\\Answered', '\\Flagged'])
      await hear(id)
      await eventually(async () => (await delivery(id))?.isAnswered)
      expect(await delivery(id)).toEqual({
        flags: ['\\Answered', '\\Flagged', '\\Seen'],
        isSeen: true,
        isAnswered: true,
      })
      expect(await activities(conversation.id)).toMatchObject([
        { kind: 'answeredElsewhere', actor: null },
      ])
      expect((await conversationOf(id)).status).toBe('open') // only the answer itself meets a deadline
      await look(id)
      expect(await activities(conversation.id)).toHaveLength(1)
      await other.close()
    })

    it('is told from what we did ourselves', async () => {
      const { id, other, conversation } = await aLetter()
      await mirrorConversations(box.deps, [{ conversationId: conversation.id, action: 'seen' }])
      await hear(id)
      await eventually(async () => (await delivery(id))?.flags.includes('\\Seen'))
      expect(await delivery(id)).toMatchObject({ isSeen: false, isAnswered: false })
      await addFlags(other, 1, ['\\Answered'])
      await hear(id)
      await eventually(async () => (await delivery(id))?.isAnswered)
      expect(await delivery(id)).toMatchObject({ isSeen: false })
      await other.close()
    })

    it('files a conversation away and opens it again, and can be undone', async () => {
      const { id, other, conversation } = await aLetter()
      await moveMessage(other, 1, 'Archive')
      await hear(id)
      await whenStatus(id, 'archived')
      expect(await activities(conversation.id)).toMatchObject([
        { kind: 'movedElsewhere', actor: null, after: { status: 'archived' } },
      ])
      await moveMessage(other, await uidIn(other, 'Archive'), 'INBOX')
      await look(id)
      await whenStatus(id, 'open')
      await moveMessage(other, await uidIn(other, 'INBOX'), 'Junk')
      await look(id)
      await whenStatus(id, 'spam')
      const last = (await activities(conversation.id)).at(-1)
      await undo(box.deps, agent, last?.id ?? '')
      await mirrorConversations(box.deps, [{ conversationId: conversation.id, action: 'restore' }])
      expect(await uidIn(other, 'Junk')).toBe(0)
      expect(await uidIn(other, 'INBOX')).toBeGreaterThan(1)
      await look(id)
      expect((await conversationOf(id)).status).toBe('open')
      await other.close()
    })

    it('changes nothing where a person of ours decided since', async () => {
      const { id, other, conversation } = await aLetter('readOnly')
      const { revision } = await conversationOf(id)
      const patch = { status: 'waiting' as const }
      await changeConversation(box.deps, agent, { id: conversation.id, revision, patch })
      await moveMessage(other, 1, 'Archive')
      await look(id)
      await look(id)
      expect((await conversationOf(id)).status).toBe('waiting')
      await other.close()
    })

    it('destroys nothing: what they delete stays', async () => {
      const { id, other } = await aLetter()
      await moveMessage(other, 1, 'Trash')
      await look(id)
      expect(await conversationOf(id)).toMatchObject({ status: 'open' })
      expect(await box.filed(id)).toMatchObject([{ fate: 'gone' }])
      await other.close()
    })

    it.skipIf(isBare)('is known without listing all again', async () => {
      const { id, other } = await aLetter()
      await box.deliver(aMail()) // of a folder that is empty, all is listed
      await box.whenFiled(id, 2)
      const statusOf = async (): Promise<string | undefined> =>
        (await box.filed(id)).find(({ uid }) => uid === 1)?.status
      const checkedAt = () =>
        box.deps.db.row(sql`
          select checked_at from folder where mailbox_id = ${id} and path = 'INBOX'`)
      const before = await checkedAt()
      await moveMessage(other, 1, 'Archive')
      await box.deliver(aMail()) // what comes wakes the look, too
      await eventually(async () => (await statusOf()) === 'archived')
      expect(await checkedAt()).toEqual(before)
      await other.close()
    })
  },
)
