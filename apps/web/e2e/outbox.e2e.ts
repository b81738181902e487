import { startSmtpScript } from '@levee/mail/testing'
import { expect, type Page } from '@playwright/test'
import { expectForEverybody } from './look.ts'
import { addPerson, type Person, receive, signIn, test, type Town } from './town.ts'

test('a scheduled reply is cancelled by a mail that comes first; one that fails comes back to its author @whole', async ({
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

test('a mail of Levee’s own that perhaps did not leave is seen, dismissed, brought back and sent again', async ({
  page,
  town,
}) => {
  const admin = await addPerson(town, 'Enora Le Bris', { role: 'admin' })
  const smtp = await startSmtpScript({
    faultOf: (session) => {
      if (session === 1) return { at: 'recipient', does: 'refuse', code: 554 }
      return session === 2 ? { at: 'taken', does: 'hangUp' } : undefined
    },
  })
  const toAdmin = () => smtp.taken.filter(({ to }) => to.includes(admin.email)).length
  const mailboxId = await addSendingMailbox(town, 'Own', [admin], smtp)
  const { request } = await signedInWithoutQuietHours(page, town, admin)
  const id = await receive(town, mailboxId, { ...question, messageId: `own-${question.messageId}` })
  const { revision } = await town.api.get<{ revision: number }>(`/conversations/${id}`)

  await page.goto(`${town.url}/outbox/notices`)
  await expect(page.getByRole('link', { name: /^Notices/ })).toHaveAttribute('aria-current', 'page')
  const notice = page.getByRole('listitem').filter({ hasText: admin.email })
  await test.step('the mail that tells her of a failed reply is cut off: it comes up by itself', async () => {
    const reply = { data: { revision, text: 'You may.', undoSeconds: 0 } }
    const answer = await request.post(`${town.url}/api/v1/conversations/${id}/replies`, reply)
    expect(answer.ok(), await answer.text()).toBe(true)
    await expect(notice).toContainText('Perhaps not sent', { timeout: 20_000 })
    await expect(page.getByRole('link', { name: /Outbox.*some not sent/ })).toBeVisible()
    await expectForEverybody(page, 'outbox-notices')
  })
  await test.step('she dismisses it, and takes that back', async () => {
    await notice.getByRole('button', { name: 'Dismiss' }).click()
    await expect(notice).toBeHidden()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(notice).toBeVisible()
  })
  await test.step('her notifications say that the mail may be missing', async () => {
    await page.getByRole('link', { name: /Notifications/ }).click()
    await expect(page.getByText('The mail about this may not have been sent.')).toBeVisible()
    await page.goBack()
  })
  await test.step('she sends it again with the keyboard', async () => {
    expect(toAdmin()).toBe(1)
    await notice.getByRole('button', { name: 'Send again' }).press('Enter')
    await expect(notice).toBeHidden()
    await expect(page.getByRole('region', { name: 'Notices' })).toBeFocused()
    await expect.poll(toAdmin).toBe(2)
  })
  await smtp.stop()
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
async function addSendingMailbox(
  town: Town,
  name: string,
  people: Person[],
  smtp: { port: number } = town.smtp,
): Promise<string> {
  const { id } = await town.api.post<{ id: string }>('/mailboxes', {
    name,
    address: `${name.toLowerCase()}@port-leveque.example`,
    incoming: { protocol: 'push' },
    outgoing: { host: '127.0.0.1', port: smtp.port, security: 'none' },
    memberIds: people.map((person) => person.id),
  })
  return id
}

/** Mails reach this person at any hour at which the test runs. */
async function signedInWithoutQuietHours(page: Page, town: Town, person: Person) {
  const context = page.context()
  await signIn(context, town, person)
  const hours = { data: { quietFrom: '00:00', quietTo: '00:00' } }
  const answer = await context.request.patch(`${town.url}/api/v1/notice-settings`, hours)
  expect(answer.ok(), await answer.text()).toBe(true)
  return context
}
