import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dovecotInstalled, startDovecot } from '../testing/index.ts'
import type { Dovecot } from '../testing/index.ts'
import { addFlags } from './add-flags.ts'
import { appendMessage } from './append-message.ts'
import { connectImap } from './connect-imap.ts'
import type { ImapConnection } from './connection.ts'
import { createFolder } from './create-folder.ts'
import { fetchInPieces } from './fetch-in-pieces.ts'
import { fetchRaw } from './fetch-raw.ts'
import type { FetchedMessage } from './fetch-raw.ts'
import { findByMessageId } from './find-by-message-id.ts'
import { listCountedFolders, listFolders } from './list-folders.ts'
import { listUids } from './list-uids.ts'
import { moveMessage } from './move-message.ts'
import { openFolder } from './open-folder.ts'
import { waitForChange } from './wait-for-change.ts'

const LOCAL = { allowPrivateNetwork: true }
const WRITE = { readOnly: false }
const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'

function letter(id: string, body = 'Bonjour.'): Buffer {
  return Buffer.from(`Message-ID: <${id}@example.org>\r\nSubject: ${id}\r\n\r\n${body}\r\n`)
}

async function all(messages: AsyncIterable<FetchedMessage>): Promise<FetchedMessage[]> {
  const list: FetchedMessage[] = []
  for await (const message of messages) list.push(message)
  return list
}

describe.skipIf(missing)(`a mailbox on a real IMAP server${missing}`, () => {
  let dovecot: Dovecot
  let nextUser = 0
  const open: ImapConnection[] = []

  beforeAll(async () => {
    dovecot = await startDovecot({ users: 20 })
  })
  afterAll(async () => {
    await Promise.all(open.map((connection) => connection.close()))
    await dovecot?.stop()
  })

  async function connect(user: number): Promise<ImapConnection> {
    const connection = await connectImap(dovecot.account(user), LOCAL)
    open.push(connection)
    return connection
  }

  async function freshMailbox(): Promise<{ user: number; connection: ImapConnection }> {
    const user = ++nextUser
    return { user, connection: await connect(user) }
  }

  it('lists its folders with what they are for', async () => {
    const { connection } = await freshMailbox()
    const roles = (await listFolders(connection)).map(({ path, role }) => `${path}:${role}`)
    expect(roles.sort()).toEqual([
      'Archive:archive',
      'Drafts:drafts',
      'INBOX:inbox',
      'Junk:junk',
      'Sent:sent',
      'Trash:trash',
    ])
  })

  it('counts what its folders hold, where the server says it in one answer', async () => {
    const { user, connection } = await freshMailbox()
    for (const id of ['one', 'two']) await dovecot.deliver(user, letter(id))
    const counted = (await listCountedFolders(connection)).map((each) => [each.path, each.messages])
    expect(counted).toContainEqual(['INBOX', 2])
    expect(counted).toContainEqual(['Sent', 0])
    const plain = await startDovecot({ users: 1, capability: 'IMAP4rev1 LITERAL+ NAMESPACE' })
    try {
      const connected = await connectImap(plain.account(1), LOCAL)
      open.push(connected)
      const [inbox] = await listCountedFolders(connected)
      expect(inbox).toMatchObject({ path: 'INBOX', messages: null })
    } finally {
      await plain.stop()
    }
  })

  it('knows what folders are for by their names, and by what an admin chose before all', async () => {
    const { user, connection } = await freshMailbox()
    for (const name of ['Éléments envoyés', 'Courrier classé']) await createFolder(connection, name)
    const folderRoles = { archive: 'Courrier classé', sent: 'Éléments envoyés' }
    const chosen = await connectImap(dovecot.account(user), { ...LOCAL, folderRoles })
    open.push(chosen)
    const roles = (await listFolders(chosen)).filter(({ role }) => role !== null)
    expect(roles.map(({ path, role, roleFrom }) => `${role} ${path} ${roleFrom}`).sort()).toEqual([
      'archive Courrier classé choice',
      'drafts Drafts server',
      'inbox INBOX name',
      'junk Junk server',
      'sent Éléments envoyés choice',
      'trash Trash server',
    ])
  })

  it('gives back every byte that was delivered, with its date and flags', async () => {
    const { user, connection } = await freshMailbox()
    const date = new Date('2024-02-29T11:22:33Z')
    const binary = Buffer.concat([letter('a'), Buffer.from([0xe9, 0xff, 0x80, 13, 10])])
    await dovecot.deliver(user, binary, { date, seen: true })
    await dovecot.deliver(user, letter('b', 'x'.repeat(300_000)))
    await openFolder(connection, 'INBOX', { readOnly: true })
    const listed = await listUids(connection)
    const fetched = await all(
      fetchRaw(
        connection,
        listed.map(({ uid }) => uid),
      ),
    )
    const seen = fetched.find(({ raw }) => raw.equals(binary))
    expect(seen).toMatchObject({ internalDate: date, flags: expect.arrayContaining(['\\Seen']) })
    const long = fetched.find(({ raw }) => raw.length > 300_000)
    expect(long?.raw.equals(letter('b', 'x'.repeat(300_000)))).toBe(true)
    expect(long?.flags).not.toContain('\\Seen')
    for (const { uid, raw } of fetched) {
      expect(listed).toContainEqual(expect.objectContaining({ uid, size: raw.length }))
    }
    expect(fetched).toHaveLength(2)
  })

  it('gives back large messages in pieces, also such as end with a piece', async () => {
    const { user, connection } = await freshMailbox()
    const raws = [letter('a', 'x'.repeat(9_000_000)), exactly(8_000_000), letter('c')]
    for (const raw of raws) await dovecot.deliver(user, raw, { seen: true })
    await openFolder(connection, 'INBOX', { readOnly: true })
    for (const [place, raw] of raws.entries()) {
      const fetched = await fetchInPieces(connection, place + 1)
      expect(fetched).toMatchObject({ uid: place + 1 })
      expect(fetched?.flags).toContain('\\Seen')
      expect(fetched && Buffer.compare(fetched.raw, raw)).toBe(0)
    }
    expect(await fetchInPieces(connection, 4)).toBeUndefined()
  })

  it('marks nothing as read by reading it', async () => {
    const { user, connection } = await freshMailbox()
    await dovecot.deliver(user, letter('unread'))
    await openFolder(connection, 'INBOX', WRITE)
    await all(fetchRaw(connection, [1]))
    const [again] = await all(fetchRaw(connection, [1]))
    expect(again?.flags).not.toContain('\\Seen')
  })

  it('lists only what is newer, though "*" always names the last message', async () => {
    const { user, connection } = await freshMailbox()
    await dovecot.deliver(user, letter('only'))
    const { uidNext } = await openFolder(connection, 'INBOX', WRITE)
    expect(await listUids(connection, `${uidNext}:*`)).toEqual([])
    expect(await listUids(connection, '1:*')).toHaveLength(1)
  })

  it('lists an empty folder as empty', async () => {
    const { connection } = await freshMailbox()
    expect(await openFolder(connection, 'INBOX', WRITE)).toMatchObject({ exists: 0 })
    expect(await listUids(connection)).toEqual([])
    expect(await all(fetchRaw(connection, [1, 2, 3]))).toEqual([])
    expect(await all(fetchRaw(connection, []))).toEqual([])
  })

  it('can be left in the middle of reading', async () => {
    const { user, connection } = await freshMailbox()
    for (const id of ['a', 'b', 'c']) await dovecot.deliver(user, letter(id))
    await openFolder(connection, 'INBOX', WRITE)
    for await (const { uid } of fetchRaw(connection, [1, 2, 3])) if (uid === 1) break
    expect(await listUids(connection)).toHaveLength(3)
  })

  it('wakes whoever waits when mail arrives, and at once when it came before the wait', async () => {
    const { user, connection } = await freshMailbox()
    await openFolder(connection, 'INBOX', WRITE)
    const waiting = waitForChange(connection, { timeoutMs: 20_000 })
    await dovecot.deliver(user, letter('first'))
    expect(await waiting).toBe('changed')
    expect(await listUids(connection)).toHaveLength(1)
    const other = await connect(user)
    await appendMessage(other, 'INBOX', letter('second'), [], new Date())
    await addFlags(connection, 1, ['\\Seen']) // any command brings the news with its answer
    expect(await waitForChange(connection, { timeoutMs: 0 })).toBe('changed')
    expect(await waitForChange(connection, { timeoutMs: 50 })).toBe('timeout')
  })

  it('stops waiting on a signal', async () => {
    const { connection } = await freshMailbox()
    await openFolder(connection, 'INBOX', WRITE)
    const leaving = new AbortController()
    const waiting = waitForChange(connection, { timeoutMs: 60_000, signal: leaving.signal })
    leaving.abort()
    expect(await waiting).toBe('timeout')
    expect(await listUids(connection)).toEqual([])
  })

  it('lets a command through while somebody waits', async () => {
    const { user, connection } = await freshMailbox()
    await dovecot.deliver(user, letter('here'))
    await openFolder(connection, 'INBOX', WRITE)
    const waiting = waitForChange(connection, { timeoutMs: 20_000 })
    await addFlags(connection, 1, ['\\Seen'])
    await dovecot.deliver(user, letter('later'))
    expect(await waiting).toBe('changed')
  })

  it('takes flags, and says when the message is gone', async () => {
    const { user, connection } = await freshMailbox()
    await dovecot.deliver(user, letter('flagged'))
    await openFolder(connection, 'INBOX', WRITE)
    await addFlags(connection, 1, ['\\Answered', '\\Seen'])
    const [message] = await all(fetchRaw(connection, [1]))
    expect(message?.flags).toEqual(expect.arrayContaining(['\\Answered', '\\Seen']))
    await expect(addFlags(connection, 99, ['\\Seen'])).rejects.toMatchObject({ code: 'refused' })
  })

  it('moves a message, and refuses a missing folder or message', async () => {
    const { user, connection } = await freshMailbox()
    await dovecot.deliver(user, letter('moved'))
    await openFolder(connection, 'INBOX', WRITE)
    await expect(moveMessage(connection, 1, 'Nowhere')).rejects.toMatchObject({ code: 'refused' })
    await expect(moveMessage(connection, 99, 'Archive')).rejects.toMatchObject({ code: 'refused' })
    const uid = await moveMessage(connection, 1, 'Archive')
    expect(await listUids(connection)).toEqual([])
    await openFolder(connection, 'Archive', WRITE)
    expect(await findByMessageId(connection, 'moved@example.org')).toEqual([uid])
  })

  it('stores what we sent, with flags and date, and finds it by its Message-ID', async () => {
    const { connection } = await freshMailbox()
    const date = new Date('2025-05-05T05:05:05Z')
    const uid = await appendMessage(connection, 'Sent', letter('sent'), ['\\Seen'], date)
    await openFolder(connection, 'Sent', WRITE)
    const found = await findByMessageId(connection, 'sent@example.org')
    expect(found).toEqual([uid])
    expect(await findByMessageId(connection, 'other@example.org')).toEqual([])
    const [message] = await all(fetchRaw(connection, found))
    expect(message).toMatchObject({ internalDate: date, raw: letter('sent') })
    expect(message?.flags).toContain('\\Seen')
  })

  it('gets a folder that it lacked, once', async () => {
    const { connection } = await freshMailbox()
    await createFolder(connection, 'Dossiers classés')
    await createFolder(connection, 'Dossiers classés')
    const paths = (await listFolders(connection)).map(({ path }) => path)
    expect(paths.filter((path) => path === 'Dossiers classés')).toHaveLength(1)
    await expect(openFolder(connection, 'Absent', WRITE)).rejects.toMatchObject({ code: 'refused' })
  })

  it('never takes a folder that is not open for an empty one', async () => {
    const { user, connection } = await freshMailbox()
    await dovecot.deliver(user, letter('there'))
    await openFolder(connection, 'INBOX', WRITE)
    await expect(openFolder(connection, 'Absent', WRITE)).rejects.toMatchObject({ code: 'refused' })
    await expect(listUids(connection)).rejects.toMatchObject({ code: 'protocol' })
    await expect(all(fetchRaw(connection, [1]))).rejects.toMatchObject({ code: 'protocol' })
    await expect(waitForChange(connection, { timeoutMs: 60_000 })).rejects.toMatchObject({
      code: 'protocol',
    })
    await openFolder(connection, 'INBOX', WRITE)
    const listing = listUids(connection)
    const closing = connection.close()
    await expect(listing).rejects.toMatchObject({ code: 'closed' })
    await expect(listUids(connection)).rejects.toMatchObject({ code: 'closed' })
    await closing
  })

  it('says that the connection closed when the server restarts, and can be reached again', async () => {
    const { user, connection } = await freshMailbox()
    await openFolder(connection, 'INBOX', WRITE)
    const closed = new Promise((resolve) => connection.onClose(resolve))
    const waiting = waitForChange(connection, { timeoutMs: 60_000 }).catch((error) => error)
    await dovecot.restart()
    expect(await waiting).toMatchObject({ code: 'closed', retryable: true })
    await closed
    expect(connection.closed).toBe(true)
    await expect(listUids(connection)).rejects.toMatchObject({ code: 'closed' })
    await openFolder(await connect(user), 'INBOX', WRITE)
  })
})

/** A letter with so many bytes. */
function exactly(length: number): Buffer {
  const empty = letter('b', '')
  return letter('b', 'y'.repeat(length - empty.length))
}
