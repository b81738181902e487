import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { headerOf, letter } from './letters.ts'
import { type Levee, test } from './levee.ts'

const admin = {
  name: 'Nadia Toussaint',
  email: 'nadia@port-leveque.example',
  password: 'pont levis 1901',
}

test('a whole day: set up, connect, receive, triage by keyboard, answer, archive', async ({
  page,
  levee,
}) => {
  const jeanne = 'Jeanne Morvan <j.morvan@brasserie-du-quai.example>'
  const terrace = {
    from: jeanne,
    subject: 'Summer terrace on the quay',
    messageId: 'terrace-1@brasserie-du-quai.example',
  }
  await levee.dovecot.deliver(
    1,
    letter({
      ...terrace,
      text: 'May we renew the terrace for the summer?',
      html: `<p>May we renew the terrace for the summer?</p><img src="http://127.0.0.1:9/spy.gif"><script>parent.document.title = 'taken over'</script>`,
      daysAgo: 2,
    }),
    {
      date: new Date(Date.now() - 2 * 86_400_000),
    },
  )

  await test.step('set up', () => setUp(page, levee))
  await test.step('whoever leaves before a mailbox is connected finds the way back', async () => {
    await page.goto(levee.url)
    await page.getByRole('link', { name: 'Connect a mailbox' }).click()
  })
  await test.step('connect a mailbox', () => connect(page, levee))

  await test.step('what was there is filed under a number', async () => {
    await page.getByRole('link', { name: 'Unassigned' }).first().click()
    await expect(row(page, terrace.subject)).toContainText(/20\d\d-000001/)
  })

  await test.step('new mail appears by itself', async () => {
    await levee.dovecot.deliver(
      1,
      letter({
        from: 'Odile Carpentier <odile@courriel.example>',
        subject: 'Noise on the north quay',
        text: 'Since Monday the pumps run all night.',
        messageId: 'noise-1@courriel.example',
      }),
    )
    await expect(row(page, 'Noise on the north quay')).toBeVisible()
  })

  await test.step('open, assign, tag and annotate by keyboard', async () => {
    await row(page, terrace.subject).click()
    await expect(page.getByRole('heading', { name: terrace.subject })).toBeVisible()
    await expectHarmless(page)
    await page.keyboard.press('t')
    await expect(page.getByRole('combobox', { name: 'Tag' })).toBeFocused()
    await page.keyboard.type('Public space')
    await page.keyboard.press('Enter')
    await expect(reader(page)).toContainText('Public space')
    await page.keyboard.press('n')
    await page.getByLabel(/Internal note/).fill('The 2025 plan was 40 cm too wide.')
    await page.keyboard.press('Control+Enter')
    await expect(reader(page)).toContainText('The 2025 plan was 40 cm too wide.')
    await page
      .getByRole('link', { name: /All mail/ })
      .first()
      .click()
    await row(page, terrace.subject).click()
    await page.keyboard.press('a')
    await expect(page.getByRole('combobox', { name: 'Assign' })).toBeFocused()
    await page.keyboard.type('Nadia')
    await page.keyboard.press('Enter')
    await expect(reader(page)).toContainText('Nadia Toussaint')
  })

  const reply = await test.step('answer', async () => {
    await page.keyboard.press('r')
    await page
      .getByRole('textbox', { name: 'Text of the reply' })
      .fill('Yes: the plan may stay within 2.60 m.')
    await page.keyboard.press('Control+Enter')
    const caught = await levee.smtp.waitForMessage(undefined, 30_000)
    expect(caught.to).toEqual(['j.morvan@brasserie-du-quai.example'])
    expect(headerOf(caught.raw, 'In-Reply-To')).toBe(`<${terrace.messageId}>`)
    expect(headerOf(caught.raw, 'References')).toBe(`<${terrace.messageId}>`)
    expect(headerOf(caught.raw, 'Subject')).toBe(`Re: ${terrace.subject}`)
    expect(headerOf(caught.raw, 'From')).toContain('courrier@port-leveque.example')
    expect(caught.raw.toString()).toContain('Yes: the plan may stay within 2.60 m.')
    expect(levee.smtp.messages).toHaveLength(1)
    return headerOf(caught.raw, 'Message-ID').slice(1, -1)
  })

  await test.step('the answer to the answer joins the conversation', async () => {
    await levee.dovecot.deliver(
      1,
      letter({
        ...terrace,
        subject: `Re: ${terrace.subject}`,
        text: 'Thank you, we order the furniture.',
        html: '<p>Thank you, we order the furniture.</p>',
        messageId: 'terrace-2@brasserie-du-quai.example',
        inReplyTo: reply,
        references: [terrace.messageId, reply],
      }),
    )
    await expect(row(page, terrace.subject)).toContainText('3')
    await expect(
      reader(page).frameLocator('iframe >> nth=-1').getByText('Thank you, we order the furniture.'),
    ).toBeVisible()
  })

  await test.step('archive: the server has it in Archive', async () => {
    await page.keyboard.press('e')
    await expect.poll(() => filesIn(levee, '.Archive'), { timeout: 20_000 }).toBe(2)
    await page.getByRole('link', { name: 'Archive', exact: true }).first().click()
    await expect(row(page, terrace.subject)).toBeVisible()
  })

  await test.step('undo: it is back in the inbox', async () => {
    await page.keyboard.press('z')
    await expect.poll(() => filesIn(levee, '.Archive'), { timeout: 20_000 }).toBe(0)
  })
})

async function setUp(page: Page, { url }: Levee): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('E-mail address').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Name of the organisation').fill('Mairie de Port-Lévêque')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(
    page.getByRole('heading', { name: 'Which address receives the mail?' }),
  ).toBeVisible()
}

async function connect(page: Page, { dovecot, smtp }: Levee): Promise<void> {
  await page.getByLabel('E-mail address').fill('courrier@port-leveque.example')
  await page.getByRole('button', { name: 'Continue' }).click()
  const imap = dovecot.account(1)
  await page.getByLabel('IMAP server').fill('127.0.0.1')
  await page.getByLabel('Encryption').selectOption('none')
  await page.getByLabel('Port').fill(String(imap.port))
  await page.getByLabel('User name').fill(imap.username)
  await page.getByLabel('Password of the mailbox').fill('not the password')
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await expect(page.getByText(/password/i).last()).toBeVisible()
  await page.getByLabel('Password of the mailbox').fill(imap.password)
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await page.getByRole('button', { name: 'Continue with IMAP' }).click()
  await page.getByLabel('SMTP server').fill('127.0.0.1')
  await page.getByLabel('Encryption').selectOption('none')
  await page.getByLabel('Port').fill(String(smtp.port))
  await page.getByRole('button', { name: 'Check sending' }).click()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Connect and import' }).click()
  await page
    .getByRole('link', { name: /Open the mailbox/ })
    .or(page.getByRole('button', { name: /Open the mailbox/ }))
    .click()
}

function row(page: Page, subject: string) {
  return page.getByRole('row').filter({ hasText: subject }).first()
}

function reader(page: Page) {
  return page.locator('[data-part="reader"]')
}

/** The message's HTML ran nothing and asked nobody for its picture. */
async function expectHarmless(page: Page): Promise<void> {
  const frame = page.frameLocator('iframe').first()
  await expect(frame.getByText('May we renew the terrace for the summer?')).toBeVisible()
  expect(await page.title()).not.toBe('taken over')
  await expect(frame.locator('script')).toHaveCount(0)
  await expect(frame.locator('img[src^="http"]')).toHaveCount(0)
}

async function filesIn({ dovecot }: Levee, folder: string): Promise<number> {
  const cur = await readdir(path.join(dovecot.maildir(1), folder, 'cur')).catch(() => [])
  const fresh = await readdir(path.join(dovecot.maildir(1), folder, 'new')).catch(() => [])
  return cur.length + fresh.length
}
