import { sql } from '@levee/db'
import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received } from '../../testing/replying.ts'
import { sendReply } from '../replies/service.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const { as, aUser, db, deps } = app
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())
const asManager = as(await aUser({ role: 'manager', name: 'Luc Martin' }))
const claire = await aUser({ name: 'Claire Aubry' })
const asClaire = as(claire)
const asStranger = as(await aUser())
const mailbox = await aSendingMailbox(app, { members: [claire], catcher })
await db.run(
  sql`insert into mailbox_member select id, (select id from app_user where role = 'manager') from mailbox`,
)

const url = '/api/v1/templates'
const aTemplate = async (more: object = {}) => {
  const draft = {
    name: `Accord ${crypto.randomUUID()}`,
    language: 'fr',
    html: '<p>{{nom}}</p>',
    ...more,
  }
  const answer = await asManager.post(url, draft)
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 201 })
  return answer.json()
}
const aTag = async () =>
  (await asClaire.post('/api/v1/tags', { name: crypto.randomUUID() })).json().id
const shown = async (id: string) => (await asClaire.get(`/api/v1/conversations/${id}`)).json()

describe('templates', () => {
  it('are written by managers, cleaned, and found without case and accents by those whose mail they are for', async () => {
    const { id, html } = await aTemplate({
      name: 'AOT terrasse – refus motivé',
      folder: 'Domaine public',
      mailboxIds: [mailbox.id],
      html: '<p onclick="x()">Madame <b>{{nom}}</b><script>x()</script></p>',
    })
    expect(html).toBe('<p>Madame <b>{{nom}}</b></p>')
    const found = async (who: typeof asClaire, query: string) =>
      (await who.get(`${url}?${query}`)).json().items.map((each: { id: string }) => each.id)
    expect(await found(asClaire, 'q=MOTIVE+madame')).toEqual([id])
    expect(await found(asClaire, `q=motive&language=fr&mailbox=${mailbox.id}`)).toEqual([id])
    expect(await found(asClaire, 'q=motive+onclick')).toEqual([])
    expect(await found(asClaire, 'q=motive&language=en')).toEqual([])
    expect(await found(asStranger, 'q=motive')).toEqual([])
    expect(await asClaire.patch(`${url}/${id}`, { folder: 'X' })).toBeProblem(403, 'forbidden')
    const same = {
      name: 'aot terrasse – REFUS motivé',
      folder: 'Domaine public',
      language: 'fr',
      html: 'x',
    }
    expect(await asManager.post(url, same)).toBeProblem(409, 'conflict')
  })

  it('say where they are wrong', async () => {
    const answer = await asManager.post(url, {
      name: ' ',
      language: 'fr',
      html: '{{dueAt|gras}}',
      mailboxIds: [claire.id],
      actions: [
        { type: 'forward', to: 'a@b.example' },
        { type: 'addTag', tagId: claire.id },
        { type: 'setPriority' },
      ],
    })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'name',
      'html',
      'mailboxIds',
      'actions.0.type',
      'actions.1',
      'actions.2.priority',
    ])
  })

  it('are written for a conversation, with what is missing', async () => {
    const { id } = await aTemplate({
      subject: 'Votre courrier {{référence}}',
      html: '<p>{{nom}}, reçu le {{receivedAt}} par {{mailbox}} de la {{organisation}}. {{agent}}, {{service}} {{surface}}</p>',
    })
    const letter = await received(
      app,
      mailbox.id,
      aLetter({ from: '"Jeanne <b>Morvan" <jeanne@morvan.example>' }),
    )
    const { reference } = await shown(letter.id)
    const answer = await asClaire.post(`${url}/${id}/preview`, { conversationId: letter.id })
    expect(answer.json()).toMatchObject({
      subject: `Votre courrier ${reference}`,
      html: expect.stringMatching(
        /Jeanne &lt;b&gt;Morvan.*reçu le .*2 mars 2026.*Courrier.*Mairie de Port-Lévêque.*Claire Aubry/u,
      ),
      missing: ['service', 'surface'],
    })
    expect(
      await asStranger.post(`${url}/${id}/preview`, { conversationId: letter.id }),
    ).toBeProblem(404, 'not-found')
    expect((await asStranger.post(`${url}/${id}/preview`, {})).json().missing).toContain('nom')
  })

  it('travel by the names of what they name', async () => {
    const tagId = await aTag()
    const { name } = await aTemplate({
      mailboxIds: [mailbox.id],
      actions: [{ type: 'removeTag', tagId }],
    })
    const file = (await asManager.get(`${url}/export`)).json()
    const [one] = file.templates.filter((each: { name: string }) => each.name === name)
    expect(one).toMatchObject({ mailboxes: [mailbox.address], actions: [{ type: 'removeTag' }] })
    const back = {
      levee: 'templates',
      templates: [one, { ...one, name: `${name} 2`, mailboxes: ['x@y.example'] }],
    }
    const answer = (await asManager.post(`${url}/import`, back)).json()
    expect(answer).toEqual({ added: 1, replaced: 1, unknown: ['x@y.example'] })
    const again = (await asManager.get(`${url}?q=${name}`)).json().items
    expect(again).toMatchObject([
      { name, mailboxIds: [mailbox.id], actions: [{ type: 'removeTag', tagId }] },
      { name: `${name} 2`, mailboxIds: [] },
    ])
  })

  it('stay as long as a rule names them, and can be put back', async () => {
    const { id } = await aTemplate()
    const asAdmin = as(await aUser({ role: 'admin' }))
    const rule = {
      name: 'AR',
      conditions: { all: [] },
      enabled: false,
      actions: [{ type: 'sendTemplate', templateId: id }],
    }
    const added = await asAdmin.post('/api/v1/rules', rule)
    expect(added.statusCode).toBe(201)
    expect((await asManager.delete(`${url}/${id}`)).json().detail).toContain('"AR"')
    await asAdmin.delete(`/api/v1/rules/${added.json().id}`)
    expect((await asManager.delete(`${url}/${id}`)).statusCode).toBe(204)
    expect(await asManager.patch(`${url}/${id}`, { folder: 'X' })).toBeProblem(404, 'not-found')
    expect((await asManager.post(`${url}/${id}/restore`)).json()).toMatchObject({ id })
  })
})

describe('a reply made from a template', () => {
  it('is refused while a variable is missing, whatever the quoted mail says between braces', async () => {
    const { id: templateId } = await aTemplate({ html: '<p>{{nom}} {{surface}}</p>' })
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const send = (html: string) =>
      asClaire.post(`/api/v1/conversations/${id}/replies`, { revision, templateId, html })
    const refused = await send('<p>Jeanne {{ surface }}</p>')
    expect(refused).toBeProblem(400, 'invalid')
    expect(refused.json().errors).toEqual([{ path: 'html', message: '{{surface}} is missing' }])
    expect((await send('<p>Jeanne 12 m²</p><blockquote>{{autre}}</blockquote>')).statusCode).toBe(
      202,
    )
  })

  it('takes its files along, counts, and does what the template does as one entry that can be undone', async () => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="file"; filename="arrete.txt"\r\nContent-Type: text/plain\r\n\r\nA\r\n--b--\r\n'
    const type = { 'content-type': 'multipart/form-data; boundary=b' }
    const upload = (await asManager.post('/api/v1/attachments', body, type)).json()
    const tagId = await aTag()
    const actions = [
      { type: 'addTag', tagId },
      { type: 'setPriority', priority: 'low' },
      { type: 'setStatus', status: 'archived' },
      { type: 'addNote', text: 'Accord donné à {{nom}} {x},\n\n{{surface}}.' },
    ]
    const template = await aTemplate({ actions, fileIds: [upload.id] })
    expect(template.files).toMatchObject([{ name: 'arrete.txt', size: 1 }])
    const kept = await asManager.patch(`${url}/${template.id}`, { fileIds: [upload.id] })
    expect(kept.json().files).toEqual(template.files)
    const { items } = (await asClaire.post(`${url}/${template.id}/files`)).json()
    expect(items).toMatchObject([{ name: 'arrete.txt' }])
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const reply = {
      revision,
      templateId: template.id,
      html: '<p>Oui</p>',
      attachmentIds: [items[0].id],
      setStatus: 'answered',
    }
    const queued = await asClaire.post(`/api/v1/conversations/${id}/replies`, reply)
    expect({ status: queued.statusCode, body: queued.body }).toMatchObject({ status: 202 })
    const changed = await shown(id)
    expect(changed).toMatchObject({ status: 'answered', priority: 'low', tagIds: [tagId] })
    const done = changed.timeline.filter(({ kind }: { kind?: string }) => kind === 'changed')
    expect(done).toMatchObject([{ actorId: claire.id, after: { template: { id: template.id } } }])
    const said = 'Accord donné à Jeanne Morvan {x},\n\n{{surface}}.'
    expect(changed.timeline.some(({ text }: { text?: string }) => text === said)).toBe(true)
    expect((await asManager.get(`${url}?q=${template.name}`)).json().items).toMatchObject([
      { sentCount: 0 },
    ])
    await sendReply(deps, queued.json())
    expect(String(catcher.messages.at(-1)?.raw)).toContain('arrete.txt')
    expect((await asManager.get(`${url}?q=${template.name}`)).json().items).toMatchObject([
      { sentCount: 1, lastSentAt: deps.now().toISOString() },
    ])
    expect((await asClaire.post(`/api/v1/undo/${done[0].id}`)).statusCode).toBe(200)
    expect(await shown(id)).toMatchObject({ status: 'answered', priority: 'normal', tagIds: [] })
  })

  it('need not be sent for its actions', async () => {
    const { id: templateId } = await aTemplate({
      html: '',
      actions: [{ type: 'setPriority', priority: 'urgent' }],
    })
    const { id, revision } = await received(app, mailbox.id, aLetter())
    const run = { conversationId: id, revision }
    const answer = await asClaire.post(`${url}/${templateId}/run`, run)
    expect(answer.json().activityId).toEqual(expect.any(String))
    expect(await shown(id)).toMatchObject({ priority: 'urgent' })
    expect(await asClaire.post(`${url}/${templateId}/run`, run)).toBeProblem(409, 'stale')
  })
})
