import { generateKeyPairSync } from 'node:crypto'
import { zoneResolver } from '@levee/mail/testing'
import { expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const { deps, as, aUser } = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const asAdmin = as(await aUser({ role: 'admin', locale: 'en' }))
const nowhere = { host: '127.0.0.1', port: 1, security: 'none' }
const address = 'contact@port-leveque.example'

const domainNotes = async () => {
  const incoming = { protocol: 'imap', ...nowhere, username: 'u', password: 'p' }
  const input = { name: 'Accueil', address, incoming, outgoing: nowhere }
  const { notes } = (await asAdmin.post('/api/v1/mailboxes/check', input)).json()
  return Object.fromEntries(notes.map((note: { topic: string }) => [note.topic, note]))
}

it('looks for the key of DKIM under the names that the domain’s own mail showed', async () => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
  const record = `v=DKIM1; p=${key.export({ format: 'der', type: 'spki' }).toString('base64')}`
  deps.dns = zoneResolver({
    'port-leveque.example': [{ TXT: 'v=spf1 mx -all' }],
    'levee2026._domainkey.port-leveque.example': [{ TXT: record }],
  })
  expect(await domainNotes()).toMatchObject({
    spf: { code: 'spfStrict', tone: 'good' },
    dkim: { code: 'dkimNotChecked', tone: 'info' },
  })
  const mailbox = { name: 'Archives', address: 'a@port-leveque.example' }
  const added = await asAdmin.post('/api/v1/mailboxes', {
    ...mailbox,
    incoming: { protocol: 'push' },
  })
  const letter = [
    'DKIM-Signature: v=1; a=rsa-sha256; d=port-leveque.example;',
    ' s=levee2026; h=from; bh=AA==; b=AA==',
    'DKIM-Signature: v=1; a=rsa-sha256; d=relay.example; s=other; h=from; bh=AA==; b=AA==',
    'From: Claire <claire@port-leveque.example>',
    'Subject: a',
    '',
    'b',
    '',
  ].join('\r\n')
  await asAdmin.post(`/api/v1/mailboxes/${added.json().id}/messages`, Buffer.from(letter), {
    'content-type': 'message/rfc822',
  })
  expect((await domainNotes())['dkim']).toMatchObject({
    code: 'dkimKey',
    message: expect.stringContaining('selector levee2026, 2048 bits'),
  })
})
