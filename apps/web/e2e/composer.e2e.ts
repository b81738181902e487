import { expect, type Page } from '@playwright/test'
import { headerOf } from './letters.ts'
import { expectForEverybody } from './look.ts'
import { pngOf } from './png-of.ts'
import { addPerson, type Person, receive, signIn, test, type Town } from './town.ts'

test('a reply with bold, a list, a picture, a file and Cc arrives with the right parts @whole', async ({
  page,
  town,
}) => {
  const erwan = await addPerson(town, 'Erwan Kerbrat')
  const mailboxId = await addSendingMailbox(town, 'Compose', [erwan])
  const id = await receive(town, mailboxId, terrace)
  await signIn(page.context(), town, erwan)
  await page.context().request.patch(`${town.url}/api/v1/writing`, { data: { undoSeconds: 0 } })
  await page.goto(`${town.url}/c/${id}`)
  await page.getByRole('button', { name: 'Reply', exact: true }).first().click()
  await expect(text(page)).toBeFocused()
  await page.keyboard.type('The terrace is ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('allowed')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('. Please send:')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- a plan')
  await page
    .getByLabel('Attach files')
    .locator('..')
    .locator('input[type=file]')
    .setInputFiles({
      name: 'Arrêté.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Article 1'),
    })
  await paste(text(page), 'plan.png', pngOf(200, 100))
  await expect(text(page).getByRole('img', { name: 'plan.png' })).toHaveJSProperty(
    'naturalWidth',
    200,
  )
  await page.getByRole('button', { name: 'Cc', exact: true }).click()
  await page.getByRole('combobox', { name: 'Cc' }).fill('erwa')
  await page.getByRole('option', { name: /Erwan Kerbrat/ }).click()
  await expect(page.getByText('Draft saved')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const sent = await town.smtp.waitForMessage(({ raw }) => raw.includes('multipart/related'))
  expect(sent.to.toSorted()).toEqual([erwan.email, 'j.morvan@brasserie-du-quai.example'])
  expect(headerOf(sent.raw, 'Cc')).toContain(erwan.email)
  const shown = await sentMessage(town, id)
  expect(shown).toMatchObject({
    hasHtml: true,
    text: expect.stringMatching(
      /^The terrace is allowed\. Please send:\n\n- a plan\[plan\.png\]\n\nOn .* wrote:\n\n> Bonjour/su,
    ),
    attachments: [
      { name: 'plan.png', inline: true },
      { name: 'Arrêté.txt', inline: false },
    ],
  })
  expect(sent.raw.toString()).toContain('<strong>allowed</strong>')
})

test('a new mail leaves, comes back, is passed on in a draft and goes on from there @whole', async ({
  page,
  town,
}) => {
  const maiwenn = await addPerson(town, 'Maïwenn Kerjean')
  const mailboxId = await addSendingMailbox(town, 'Write', [maiwenn])
  const id = await receive(town, mailboxId, { ...terrace, messageId: 'terrace-2@quai.example' })
  await signIn(page.context(), town, maiwenn)
  await page.goto(`${town.url}/c/${id}`)
  await expect(page.getByRole('heading', { name: terrace.subject })).toBeVisible()
  await page.keyboard.press('c')
  const window = page.getByRole('form', { name: 'New mail' })
  await window.getByRole('combobox', { name: 'To' }).fill('paul@prefecture.example,')
  await window.getByLabel('Subject').fill('Works on the quay')
  await window.getByRole('textbox', { name: 'Text of the mail' }).fill('They begin on Monday.')
  await expect(window.getByText('Draft saved')).toBeVisible()
  await expectForEverybody(page, 'new-mail', 'form')
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  await window.getByRole('button', { name: /New mail/ }).click()
  await page.getByRole('menuitem', { name: 'Works on the quay' }).click()
  await expect(window.getByRole('textbox', { name: 'Text of the mail' })).toHaveText(
    'They begin on Monday.',
  )
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(window.getByRole('textbox', { name: 'Text of the mail' })).toHaveText(
    'They begin on Monday.',
  )
  await page.context().request.patch(`${town.url}/api/v1/writing`, { data: { undoSeconds: 0 } })
  await page.reload()
  await page.keyboard.press('c')
  await window.getByRole('button', { name: /New mail/ }).click()
  await page.getByRole('menuitem', { name: 'Works on the quay' }).click()
  await expect(window.getByRole('textbox', { name: 'Text of the mail' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  const sent = await town.smtp.waitForMessage(({ raw }) => raw.includes('Works on the quay'))
  expect(sent.to).toEqual(['paul@prefecture.example'])
})

test('an older mail is passed on as it is laid out; a new mail is written with a template, and read by a second person @whole', async ({
  page,
  town,
}) => {
  const nolwenn = await addPerson(town, 'Nolwenn Riou', { role: 'manager' })
  const mailboxId = await addSendingMailbox(town, 'Forward', [nolwenn])
  const messageId = `terrace-3-${Date.now()}@quai.example`
  const lines = [
    `From: ${terrace.from}`,
    'Subject: Tables',
    `Message-ID: <${messageId}>`,
    'Content-Type: multipart/related; boundary=b',
    '\r\n--b\r\nContent-Type: text/html; charset=utf-8',
    '\r\n<p>My <a href="https://quai.example/">tables</a>:</p><table border="1"><tr><th>Size</th><td>2 m</td></tr></table><img src="cid:plan" alt="Plan">',
    '--b\r\nContent-Type: image/png; name=plan.png\r\nContent-ID: <plan>\r\nContent-Transfer-Encoding: base64',
    `\r\n${pngOf(60, 40).toString('base64')}\r\n--b--\r\n`,
  ]
  const { conversationId } = await town.api.post<{ conversationId: string }>(
    `/mailboxes/${mailboxId}/messages`,
    Buffer.from(lines.join('\r\n')),
  )
  await receive(town, mailboxId, {
    ...terrace,
    messageId: `again-${messageId}`,
    inReplyTo: messageId,
    references: [messageId],
  })
  await signIn(page.context(), town, nolwenn)
  await page.context().request.patch(`${town.url}/api/v1/writing`, { data: { undoSeconds: 0 } })
  await page.goto(`${town.url}/c/${conversationId}`)

  await test.step('the first of two mails, chosen from its menu', async () => {
    await page
      .locator('[data-entry]', { hasText: 'Jeanne Morvan' })
      .first()
      .getByRole('button')
      .first()
      .click()
    await page.getByRole('button', { name: 'Actions on this message' }).first().click()
    await page.getByRole('menuitem', { name: 'Forward this message' }).click()
    await page.getByRole('combobox', { name: 'To' }).fill('paul@forward.example,')
    await page.getByRole('button', { name: 'Show the quoted mail' }).click()
    await expect(text(page).getByRole('cell', { name: '2 m' })).toBeVisible()
    await expect(text(page).getByRole('img', { name: 'Plan' })).toHaveJSProperty('naturalWidth', 60)
    await expectForEverybody(page, 'forwarded', 'form')
    await page.keyboard.press('Control+Enter')
    const sent = await town.smtp.waitForMessage(({ to }) => to.includes('paul@forward.example'))
    const raw = sent.raw.toString().replaceAll(/=\r?\n/g, '')
    expect(raw).toContain('<th>Size</th>')
    expect(raw).toContain('href=3D"https://quai.example/"')
    expect(raw.match(/Content-Type: image\/png/g)).toHaveLength(1)
    expect(headerOf(sent.raw, 'Subject')).toBe('Fwd: Tables')
  })

  await test.step('a draft that is discarded comes back', async () => {
    await page.getByRole('button', { name: 'Reply', exact: true }).first().click()
    await text(page).pressSequentially('Not yet.')
    await expect(page.getByText('Draft saved')).toBeVisible()
    await page.getByRole('button', { name: 'Discard the draft' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(text(page)).toContainText('Not yet.')
    await page.getByRole('button', { name: 'Discard the draft' }).click()
  })

  await test.step('a template for which a second person is asked, in a new mail that leaves later', async () => {
    await town.api.post('/templates', {
      name: 'Refusal of tables',
      language: 'en',
      html: '<p>No tables, sorry.</p>',
      needsApproval: true,
    })
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Tables' })).toBeVisible()
    await page.keyboard.press('c')
    const window = page.getByRole('form', { name: 'New mail' })
    await window.getByRole('combobox', { name: 'To' }).fill('anne@forward.example,')
    await window.getByLabel('Subject').fill('Your tables')
    await window.getByRole('button', { name: 'Templates' }).click()
    await window.getByRole('combobox', { name: 'Find a template' }).fill('refusal')
    await expect(window.getByText('A second person reads it before it leaves')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(window.getByText('A second person reads it before it leaves.')).toBeVisible()
    await expectForEverybody(page, 'new-mail-approved', 'form')
    await window.getByRole('button', { name: 'Send later' }).click()
    const choice = page.getByRole('dialog', { name: 'Send later' })
    await expect(choice).toContainText('(Europe/Paris)')
    await expect(choice.getByLabel('Cancel it if they write first')).toBeHidden()
    await choice
      .getByRole('button', { name: /^Next morning|^Beginning of next week/ })
      .first()
      .click()
    await expect(page.getByText('Somebody else reads it first.').first()).toBeVisible()
    const { items } = await town.api.get<{ items: { subject: string; scheduled: boolean }[] }>(
      '/outbox?group=awaitingApproval',
    )
    expect(items).toContainEqual(expect.objectContaining({ subject: 'Your tables' }))
  })
})

const terrace = {
  from: 'Jeanne Morvan <j.morvan@brasserie-du-quai.example>',
  subject: 'Terrace on the quay',
  text: 'Bonjour,\n\nMay I put twelve tables on the quay?',
  messageId: `terrace-${Date.now()}@brasserie-du-quai.example`,
}

function text(page: Page) {
  return page.getByRole('textbox', { name: 'Text of the reply' })
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

/** What left last, as the server reads it. */
async function sentMessage({ api }: Town, id: string) {
  const { messages } = await api.get<{ messages: { direction: string }[] }>(`/conversations/${id}`)
  return messages.findLast(({ direction }) => direction === 'outgoing')
}

/** Pastes a picture where the caret is. */
async function paste(target: ReturnType<typeof text>, name: string, content: Buffer) {
  await target.evaluate(
    (element, [fileName, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], fileName, { type: 'image/png' }))
      const options = { clipboardData, bubbles: true, cancelable: true }
      element.dispatchEvent(new ClipboardEvent('paste', options))
    },
    [name, content.toString('base64')] as const,
  )
}
