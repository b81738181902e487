import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dovecot, dovecotInstalled, startDovecot } from '../testing/index.ts'
import { addFlags } from './add-flags.ts'
import { connectImap } from './connect-imap.ts'
import { changesSince, listFlags } from './list-flags.ts'
import { listUids } from './list-uids.ts'
import { moveMessage } from './move-message.ts'
import { openFolder } from './open-folder.ts'
import { waitForChange } from './wait-for-change.ts'

const READ = { readOnly: true }
const WRITE = { readOnly: false }

describe.skipIf(!dovecotInstalled())('flags on a real IMAP server', () => {
  let dovecot: Dovecot
  let user = 0
  beforeAll(async () => {
    dovecot = await startDovecot({ users: 4 })
  })
  afterAll(() => dovecot?.stop())

  /** A mailbox of three messages, our connection with its inbox open, and that of another program. */
  async function threeMessages({ qresync = true } = {}) {
    user++
    for (let n = 0; n < 3; n++) await dovecot.deliver(user, Buffer.from(`Subject: ${n}\r\n\r\n`))
    const account = dovecot.account(user)
    const ours = await connectImap(account, { allowPrivateNetwork: true, qresync })
    const other = await connectImap(account, { allowPrivateNetwork: true })
    await openFolder(other, 'INBOX', WRITE)
    const { highestModseq } = await openFolder(ours, 'INBOX', READ)
    const close = () => Promise.all([ours.close(), other.close()])
    return { ours, other, modseq: highestModseq ?? '0', close }
  }

  it('are told of those that changed, with what vanished where QRESYNC is spoken', async () => {
    const { ours, other, modseq, close } = await threeMessages()
    await addFlags(other, 2, ['\\Answered', '\\Seen'])
    await moveMessage(other, 3, 'Archive')
    const opened = await openFolder(ours, 'INBOX', READ)
    expect(BigInt(opened.highestModseq ?? 0)).toBeGreaterThan(BigInt(modseq))
    const { flagged, vanished } = await changesSince(ours, modseq)
    expect(flagged.map(({ uid, flags }) => [uid, flags.toSorted()])).toEqual([
      [2, ['\\Answered', '\\Seen']],
    ])
    expect([...vanished]).toEqual([3])
    await close()
  })

  it('are told without what vanished where it was not asked for', async () => {
    const { ours, other, modseq, close } = await threeMessages({ qresync: false })
    await addFlags(other, 1, ['\\Seen'])
    await moveMessage(other, 3, 'Archive')
    await openFolder(ours, 'INBOX', READ)
    const { flagged, vanished } = await changesSince(ours, modseq)
    expect(flagged).toEqual([{ uid: 1, flags: ['\\Seen'] }])
    expect(vanished.size).toBe(0)
    await close()
  })

  it('are listed, alone or with all the rest', async () => {
    const { ours, other, close } = await threeMessages()
    await addFlags(other, 1, ['\\Flagged'])
    await openFolder(ours, 'INBOX', READ)
    expect(await listFlags(ours, '1:*')).toEqual([
      { uid: 1, flags: ['\\Flagged'] },
      { uid: 2, flags: [] },
      { uid: 3, flags: [] },
    ])
    expect(await listFlags(ours, '9:*')).toEqual([])
    const listed = await listUids(ours, '1:*', { withFlags: true })
    expect(listed.map(({ flags }) => flags)).toEqual([['\\Flagged'], [], []])
    await close()
  })

  it('wake whoever waits, and are remembered until the folder is opened again', async () => {
    const { ours, other, close } = await threeMessages()
    const waiting = waitForChange(ours, { timeoutMs: 10_000 })
    await addFlags(other, 1, ['\\Seen'])
    expect(await waiting).toBe('changed')
    expect(await openFolder(ours, 'INBOX', READ)).toMatchObject({ flagsHeard: true })
    expect(await openFolder(ours, 'INBOX', READ)).toMatchObject({ flagsHeard: false })
    await close()
  })
})
