import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received } from '../../testing/replying.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())

const admin = await app.aUser({ role: 'admin' })
const claire = await app.aUser({ name: 'Claire Aubry' })
const hugo = await app.aUser({ name: 'Hugo Lemaire' })
const mailbox = await aSendingMailbox(app, { members: [claire], catcher })
const url = '/api/v1/writing'

describe('what somebody writes with', () => {
  it('is ten seconds and no signature at first, and names the mailboxes that they can send from', async () => {
    await app.aMailbox({ members: [claire], name: 'Muette' })
    const mine = (await app.as(claire).get(url)).json()
    expect(mine).toEqual({
      undoSeconds: 10,
      signature: '',
      mailboxes: [
        {
          id: mailbox.id,
          sender: 'Mairie de Port-Lévêque, Courrier',
          address: mailbox.address,
          signature: '',
          isApproved: false,
        },
      ],
    })
    expect((await app.as(hugo).get(url)).json()).toMatchObject({ mailboxes: [] })
  })

  it('is theirs to change; a signature is cleaned, and none when it shows nothing', async () => {
    const change = async (body: object) => (await app.as(claire).patch(url, body)).json()
    const signature = '<p style="color:red">Claire<script>x()</script><br>Accueil</p>'
    expect(await change({ undoSeconds: 0, signature })).toMatchObject({
      undoSeconds: 0,
      signature: '<p>Claire<br>Accueil</p>',
    })
    expect(await change({ signature: '<p><br></p>' })).toMatchObject({
      undoSeconds: 0,
      signature: '',
    })
    expect(await app.as(claire).patch(url, { undoSeconds: 121 })).toBeProblem(400, 'invalid')
  })

  it('is for a mailbox set by those who manage it', async () => {
    const put = `/api/v1/mailboxes/${mailbox.id}/signature`
    const body = { signature: '<p>Mairie</p>' }
    expect(await app.as(claire).put(put, body)).toBeProblem(403, 'forbidden')
    expect((await app.as(admin).put(put, body)).json()).toEqual(body)
    expect((await app.as(claire).get(url)).json()).toMatchObject({ mailboxes: [body] })
    const none = '/api/v1/mailboxes/0198f000-0000-7000-8000-000000000000/signature'
    expect(await app.as(admin).put(none, body)).toBeProblem(404, 'not-found')
  })
})

const meant = async (q: string, who = claire) =>
  (await app.as(who).get(`/api/v1/recipients?q=${encodeURIComponent(q)}`)).json().items

describe('whom somebody means', () => {
  it('is who wrote, who was written to, or a colleague; without accents, from what they may see', async () => {
    const letter = aLetter({ from: 'Hélène Dupré <helene@dupre.example>' })
    const { id, revision } = await received(app, mailbox.id, letter)
    const cc = ['Paul Le Gall <paul@legall.example>']
    const sent = await app
      .as(claire)
      .post(`/api/v1/conversations/${id}/replies`, { revision, text: 'x', cc })
    expect(sent.statusCode).toBe(202)
    const helene = { name: 'Hélène Dupré', address: 'helene@dupre.example' }
    expect(await meant('helene')).toEqual([helene])
    expect(await meant('DUPRE.ex')).toEqual([helene])
    expect(await meant('le gall')).toEqual([
      { name: 'Paul Le Gall', address: 'paul@legall.example' },
    ])
    expect(await meant('lemaire')).toEqual([{ name: 'Hugo Lemaire', address: hugo.email }])
    expect(await meant('helene', hugo)).toEqual([])
    expect(await meant('legall', hugo)).toEqual([])
    expect(await meant('%%')).toEqual([])
  })

  it('cannot be asked with a single letter', async () => {
    expect(await app.as(claire).get('/api/v1/recipients?q=h')).toBeProblem(400, 'invalid')
  })
})
