import { expect, type Page } from '@playwright/test'
import { expectForEverybody } from './look.ts'
import { addPerson, type Person, receive, signIn, test, type Town } from './town.ts'

test('a scheduled reply is cancelled by a mail that comes first; one that fails comes back to its author', async ({
  page,
  town,
}) => {
  const maud = await addPerson(town, 'Maud Kervella')
  const mailboxId = await addSendingMailbox(town, 'Later', [maud])
  const id = await receive(town, mailboxId, question)
  await signIn(page.context(), town, maud)
  await page.context().request.patch(`${town.url}/api/v1/writing`, { data: { undoSeconds: 0 } })
  await page.goto(`${town.url}/c/${id}`)

  await test.step('she lets it leave next week, unless they write first', async () => {
    await write(page, 'You may.')
    await page.getByRole('button', { name: 'Send later' }).click()
    const choice = page.getByRole('dialog', { name: 'Send later' })
    await expect(choice.getByLabel('Cancel it if they write first')).toBeChecked()
    await choice
      .getByRole('button', { name: /^Beginning of next week|^Next morning/ })
      .last()
      .click()
    await expect(page.getByText('Cancelled if they write first.')).toBeVisible()
    await page.getByRole('link', { name: 'Outbox' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Boat' })).toContainText('Maud')
    await page.goBack()
  })
  await test.step('they write first', async () => {
    const { messageId } = question
    const next = { ...question, messageId: `again-${messageId}`, inReplyTo: messageId }
    expect(await receive(town, mailboxId, { ...next, references: [messageId] })).toBe(id)
    await expect(page.getByText('cancelled a scheduled reply')).toBeVisible()
    await expect(page.getByText('Cancelled if they write first.')).toBeHidden()
  })
  await test.step('her reply is a draft again; what the server refuses is red, and hers', async () => {
    town.smtp.failNext(550, '5.1.1 No such user here')
    await write(page, 'Moor at the second pontoon. ')
    await page.getByRole('button', { name: 'Send anyway' }).click()
    const problem = page.getByText('No such user here')
    await expect(problem).toBeVisible()
    await expect(page.getByRole('link', { name: /Notifications/ })).toContainText('2')
    await page.getByRole('button', { name: 'Send again' }).click()
    await expect(problem).toBeHidden()
    const sent = await town.smtp.waitForMessage(({ raw }) => raw.includes('second pontoon'))
    expect(sent.to).toEqual(['erwan@bateau.example'])
  })
})

test(
  'a reply leaves although its tab was closed at once',
  { tag: '@whole' },
  async ({ browser, town }) => {
    const loig = await addPerson(town, 'Loïg Prigent')
    const mailboxId = await addSendingMailbox(town, 'Closing', [loig])
    const messageId = `closing-${question.messageId}`
    const id = await receive(town, mailboxId, { ...question, messageId })
    const context = await browser.newContext()
    await signIn(context, town, loig)
    await context.request.patch(`${town.url}/api/v1/writing`, { data: { undoSeconds: 4 } })
    const page = await context.newPage()
    await page.goto(`${town.url}/c/${id}`)
    await write(page, 'The fourth pontoon.')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/the reply leaves in \d s/)).toBeVisible()
    await page.close()
    await context.close()
    const sent = await town.smtp.waitForMessage(({ raw }) => raw.includes('fourth pontoon'))
    expect(sent.to).toEqual(['erwan@bateau.example'])
  },
)

test(
  'the outbox and its settings look right to everybody',
  { tag: '@whole' },
  async ({ page, town }) => {
    const admin = await addPerson(town, 'Solène Hamon', { locale: 'fr', role: 'admin' })
    const mailboxId = await addSendingMailbox(town, 'Looks', [admin])
    const context = page.context()
    await signIn(context, town, admin)
    const reply = async (more: object): Promise<string> => {
      const messageId = `${crypto.randomUUID()}@bateau.example`
      const id = await receive(town, mailboxId, { ...question, messageId })
      const { revision } = await town.api.get<{ revision: number }>(`/conversations/${id}`)
      await town.api.post(`/conversations/${id}/replies`, { revision, text: 'Oui.', ...more })
      return id
    }
    const sendAt = new Date(Date.now() + 86_400_000).toISOString()
    const scheduled = await reply({ sendAt, cancelIfAnswered: true })
    town.smtp.failNext(550, '5.1.1 No such user here')
    const failed = await reply({})
    await expect
      .poll(async () => (await town.api.get(`/conversations/${failed}`))['sendState'])
      .toBe('failed')
    const approval = { approval: 'managers', approverIds: [] }
    await context.request.put(`${town.url}/api/v1/mailboxes/${mailboxId}/sending`, {
      data: approval,
    })
    const waiting = await reply({})

    await page.goto(`${town.url}/outbox/failed`)
    await expect(page.getByText('No such user here')).toBeVisible()
    await expectForEverybody(page, 'outbox-failed')
    await page.goto(`${town.url}/outbox/scheduled`)
    await page.getByRole('button', { name: 'Envoyer plus tard' }).click()
    await expect(page.getByRole('dialog', { name: 'Envoyer plus tard' })).toBeVisible()
    await expectForEverybody(page, 'outbox-scheduled')
    await page.goto(`${town.url}/c/${waiting}`)
    await expect(page.getByRole('button', { name: 'Approuver et envoyer' })).toBeVisible()
    await expectForEverybody(page, 'reply-to-approve')
    await page.goto(`${town.url}/c/${scheduled}`)
    await expect(page.getByText('Annulé si le correspondant écrit avant.')).toBeVisible()
    await expectForEverybody(page, 'reply-scheduled')
    await page.goto(`${town.url}/settings/mailboxes/${mailboxId}`)
    await expect(page.getByRole('heading', { name: 'Approbation avant envoi' })).toBeVisible()
    await expectForEverybody(page, 'mailbox-sending')
  },
)

const question = {
  from: 'Erwan <erwan@bateau.example>',
  subject: 'Boat',
  text: 'Where may I moor?',
  messageId: `boat-${Date.now()}@bateau.example`,
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Reply', exact: true }).first().click()
  await expect(page.getByRole('textbox', { name: 'Text of the reply' })).toBeFocused()
  await page.keyboard.type(text)
}

/** A mailbox whose mail really leaves. */
async function addSendingMailbox(town: Town, name: string, people: Person[]): Promise<string> {
  const { id } = await town.api.post<{ id: string }>('/mailboxes', {
    name,
    address: `${name.toLowerCase()}@port-leveque.example`,
    incoming: { protocol: 'push' },
    outgoing: { host: '127.0.0.1', port: town.smtp.port, security: 'none' },
    memberIds: people.map((person) => person.id),
  })
  return id
}
