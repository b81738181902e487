import { expect, type Page } from '@playwright/test'
import { headerOf } from './letters.ts'
import { expectForEverybody } from './look.ts'
import { addMailbox, addPerson, receive, signIn, test, type Town } from './town.ts'

test('mail is merged, split and explained, each with a way back @whole', async ({ page, town }) => {
  const nolwenn = await addPerson(town, 'Nolwenn Riou')
  const mailbox = await addMailbox(town, 'Regroup', [nolwenn])
  await receive(town, mailbox, aLetter('Terrasse', 'one@galand.example'))
  await receive(town, mailbox, aLetter('Re: Terrasse', 'two@galand.example'))
  await receive(
    town,
    mailbox,
    aLetter('Re: Terrasse', 'three@galand.example', 'two@galand.example'),
  )
  await signIn(page.context(), town, nolwenn)
  await page.goto(`${town.url}/v/unassigned`)

  await test.step('a selection, by its key, and taken back by another', async () => {
    await expect(rows(page)).toHaveCount(2)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+J')
    await page.keyboard.press('m')
    await expect(rows(page)).toHaveCount(1)
    await page.keyboard.press('z')
    await expect(rows(page)).toHaveCount(2)
  })
  await test.step('the open mail, with another that is chosen', async () => {
    await page.getByRole('row', { name: /Re: Terrasse/ }).click()
    await expect(messages(page)).toHaveCount(2)
    await page.keyboard.press('m')
    await page.getByRole('combobox', { name: 'Merge with another mail' }).fill('galand')
    await page.keyboard.press('Enter')
    await expect(messages(page)).toHaveCount(3)
    await expect(page.getByText(/merged 20.*into this mail/).last()).toBeVisible()
  })
  await test.step('why a message is there', async () => {
    await actionsOfLast(page).click()
    await page.getByRole('menuitem', { name: 'Why is it here?' }).click()
    const why = page.getByRole('dialog', { name: 'Why is it here?' })
    await expect(why).toContainText(/A colleague merged|In-Reply-To/)
    await expectForEverybody(page, 'why-here', '[role="dialog"]')
    await page.keyboard.press('Escape')
  })
  await test.step('a message, from its menu, and put back from the toast', async () => {
    await actionsOfLast(page).click()
    await page.getByRole('menuitem', { name: 'Split into mail of its own' }).click()
    await expect(messages(page)).toHaveCount(2)
    await expect(rows(page)).toHaveCount(2)
    await page.getByRole('button', { name: /Undo/ }).click()
    await expect(messages(page)).toHaveCount(3)
  })
})

test('mail of the same person under the same subject is offered, and merged at a click @whole', async ({
  page,
  town,
}) => {
  const maelle = await addPerson(town, 'Maelle Gourvennec')
  const mailbox = await addMailbox(town, 'Hints', [maelle])
  await receive(town, mailbox, aLetter('Permis', 'a@permis.example'))
  await receive(town, mailbox, aLetter('Re: Permis', 'b@permis.example'))
  await signIn(page.context(), town, maelle)
  await page.goto(`${town.url}/v/unassigned`)
  await page.getByRole('row', { name: /Re: Permis/ }).click()
  await expect(page.getByText('Same sender, same subject:')).toBeVisible()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(messages(page)).toHaveCount(2)
  await expect(page.getByText('Same sender, same subject:')).toBeHidden()
})

test('a reply that comes back is red in the list, with the reason in words @whole', async ({
  page,
  town,
}) => {
  const yann = await addPerson(town, 'Yann Quéméner')
  const mailbox = await addMailbox(town, 'Returned', [yann])
  const outgoing = { host: '127.0.0.1', port: town.smtp.port, security: 'none' }
  await town.api.patch(`/mailboxes/${mailbox}`, { outgoing })
  const id = await receive(town, mailbox, aLetter('Fuite', 'fuite@galand.example'))
  await signIn(page.context(), town, yann)
  await page.goto(`${town.url}/v/all`)
  const { revision } = await town.api.get<{ revision: number }>(`/conversations/${id}`)
  const reply = { revision, text: 'Demain.', undoSeconds: 0, setStatus: 'answered' }
  await town.api.post(`/conversations/${id}/replies`, reply)
  await expect.poll(() => town.smtp.messages.some(({ raw }) => isOurs(raw))).toBe(true)
  await expect.poll(() => statusOf(town, id)).toBe('answered')
  await expect(rows(page)).toHaveCount(0)

  const sent = town.smtp.messages.find(({ raw }) => isOurs(raw))
  const bounce = aBounce(headerOf(sent?.raw ?? Buffer.alloc(0), 'Message-ID'))
  await town.api.post(`/mailboxes/${mailbox}/messages`, bounce)
  await expect(rows(page)).toHaveAccessibleName(/Not delivered/)
  await rows(page).click()
  const card = page.locator('article').filter({ hasText: 'Not delivered.' })
  await expect(card).toContainText('This address does not exist, or no longer.')
  await expect(card).toContainText('550 5.1.1 User unknown')
  await expectForEverybody(page, 'bounced', '[data-part="reader"]')
  const { assigneeId } = await town.api.get<{ assigneeId: string }>(`/conversations/${id}`)
  expect(assigneeId).toBe(town.admin.id)
})

const rows = (page: Page) => page.locator('[role="row"][data-id]')
const messages = (page: Page) => page.locator('[data-part="reader"] article')
const actionsOfLast = (page: Page) =>
  page.getByRole('button', { name: 'Actions on this message' }).last()

function isOurs(raw: Buffer): boolean {
  return headerOf(raw, 'Subject') === 'Re: Fuite'
}

async function statusOf(town: Town, id: string): Promise<string> {
  return (await town.api.get<{ status: string }>(`/conversations/${id}`)).status
}

function aLetter(subject: string, messageId: string, inReplyTo?: string) {
  return {
    from: 'Lea Galand <lea@galand.example>',
    subject,
    text: 'Bonjour.',
    messageId,
    ...(inReplyTo !== undefined && { inReplyTo }),
  }
}

function aBounce(returned: string): Buffer {
  return Buffer.from(
    [
      'From: MAILER-DAEMON@mx.galand.example',
      'To: returned@port-leveque.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <bounce@mx.galand.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b\r\n\r\nSorry.\r\n--b',
      'Content-Type: message/delivery-status\r\n',
      'Reporting-MTA: dns; mx.galand.example\r\n',
      'Final-Recipient: rfc822; lea@galand.example\r\nAction: failed\r\nStatus: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n--b',
      `Content-Type: message/rfc822\r\n\r\nMessage-ID: ${returned}\r\n\r\nDemain.\r\n--b--\r\n`,
    ].join('\r\n'),
  )
}
