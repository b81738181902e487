import { type Browser, type BrowserContext, expect, type Page, type Route } from '@playwright/test'
import { letter } from './letters.ts'
import {
  addMailbox,
  addPerson,
  change,
  type Person,
  receive,
  signIn,
  test,
  type Town,
} from './town.ts'

test('what one does the other sees, and nobody overwrites anybody', async ({ browser, town }) => {
  const ada = await addPerson(town, 'Ada Le Bris')
  const bob = await addPerson(town, 'Bob Tanguy')
  const mailbox = await addMailbox(town, 'Shared', [ada, bob])
  const first = await receive(town, mailbox, aLetter(1, mailbox))
  const { reference } = await town.api.get<{ reference: string }>(`/conversations/${first}`)
  const hers = await deskOf(browser, town, ada, '/v/unassigned')
  const his = await deskOf(browser, town, bob, `/v/unassigned/${reference}`)
  await expect(count(his.page, 'Unassigned')).toHaveText('1')

  await test.step('new mail, and its count', async () => {
    await receive(town, mailbox, aLetter(2, mailbox))
    for (const { page } of [hers, his]) {
      await expect(row(page, 'Letter 2')).toBeVisible()
      await expect(count(page, 'Unassigned')).toHaveText('2')
    }
  })
  await test.step('she takes it: it leaves his list and says so in what he reads', async () => {
    await row(hers.page, 'Letter 1').click()
    await expect(heading(hers.page, 'Letter 1')).toBeVisible()
    await hers.page.keyboard.press('Shift+A')
    await expect(row(his.page, 'Letter 1')).toBeHidden()
    await expect(reader(his.page)).toContainText('Ada Le Bris')
    await expect(count(his.page, 'Unassigned')).toHaveText('1')
    await expect(count(hers.page, 'Assigned to me')).toHaveText('1')
  })
  await test.step('he writes a note: she reads it', async () => {
    await hers.page.goto(`${town.url}/c/${reference}`)
    await expect(heading(hers.page, 'Letter 1')).toBeVisible()
    await his.page.keyboard.press('n')
    await his.page.getByLabel(/Internal note/).fill('The plan is in the archive.')
    await his.page.keyboard.press('ControlOrMeta+Enter')
    await expect(reader(hers.page)).toContainText('The plan is in the archive.')
  })
  await test.step('two changes at once: the first wins, and the second hears of it', async () => {
    await his.page.route('**/api/v1/conversations/*', async (route) => {
      if (route.request().method() === 'PATCH') await change(town, first, { status: 'waiting' })
      await route.continue()
    })
    await his.page.keyboard.press('e')
    const alert = his.page.getByRole('alert').filter({ hasText: 'Not changed' })
    await expect(alert).toContainText('Nadia Toussaint')
    await expect.poll(async () => (await conversation(town, first)).status).toBe('waiting')
  })
  await Promise.all([hers.context.close(), his.context.close()])
})

test('what comes while a page does not listen is there when it does', async ({ browser, town }) => {
  const nolwenn = await addPerson(town, 'Nolwenn Le Roux', { role: 'admin' })
  const mailbox = await addMailbox(town, 'Unheard', [nolwenn])
  const first = await receive(town, mailbox, aLetter(1, mailbox))
  const { context, page } = await deskOf(browser, town, nolwenn, null)
  const listen = Promise.withResolvers<void>()
  await page.route('**/api/v1/events', async (route) => {
    await listen.promise
    await route.continue()
  })
  await page.goto(`${town.url}/box/${mailbox}`)
  await expect(row(page, 'Letter 1')).toBeVisible()

  await test.step('before the stream of news begins', async () => {
    await receive(town, mailbox, aLetter(2, mailbox))
    listen.resolve()
    await expect(row(page, 'Letter 2')).toBeVisible()
  })
  await test.step('while another mailbox is being connected', async () => {
    await row(page, 'Letter 1').click()
    await expect(reader(page)).not.toContainText('Nolwenn Le Roux')
    await page.getByRole('link', { name: 'Mailboxes and people' }).click()
    await page.getByRole('link', { name: 'Connect a mailbox' }).click()
    await expect(page.getByLabel('E-mail address')).toBeVisible()
    await receive(town, mailbox, aLetter(3, mailbox))
    await change(town, first, { assigneeId: nolwenn.id })
    await page.goBack()
    await page.goBack()
    await expect(row(page, 'Letter 3')).toBeVisible()
    await expect(reader(page)).toContainText('Nolwenn Le Roux')
  })
  await context.close()
})

test('a lost connection is said, and mended without a reload', async ({ browser, town }) => {
  const gwen = await addPerson(town, 'Gwen Kerdoncuff')
  const mailbox = await addMailbox(town, 'Offline', [gwen])
  await receive(town, mailbox, aLetter(1, mailbox))
  const { context, page } = await deskOf(browser, town, gwen, null)
  const banner = page.getByRole('main').getByText(/^No connection/)
  const loseLaterParts = await holdBack(page, laterParts)
  await page.goto(`${town.url}/v/unassigned`)
  await expect(row(page, 'Letter 1')).toBeVisible()
  await page.evaluate(() => Object.assign(window, { stands: true }))

  await test.step('what was still loading is lost, the page stays', async () => {
    await context.setOffline(true)
    await loseLaterParts()
    await expect(banner).toBeVisible()
    await receive(town, mailbox, aLetter(2, mailbox))
    await row(page, 'Letter 1').click()
    await expect(page).toHaveURL(/unassigned\/\d/)
    await expect(row(page, 'Letter 1')).toBeVisible()
  })
  await test.step('the news and what was asked for come by themselves', async () => {
    await context.setOffline(false)
    await expect(page.getByText('1 new mail').first()).toBeVisible({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Show' }).click() // it waits: the list has the focus
    await expect(row(page, 'Letter 2')).toBeVisible()
    await expect(banner).toBeHidden()
    await expect(heading(page, 'Letter 1')).toBeVisible({ timeout: 20_000 })
    await expect.poll(() => missingStyles(page)).toEqual([]) // parts that are loaded ahead may still come
  })
  expect(await page.evaluate(() => 'stands' in window)).toBe(true)
  await context.close()
})

test('a page left open during an upgrade fetches the new one when it needs it', async ({
  browser,
  town,
}) => {
  const malo = await addPerson(town, 'Malo Le Fur')
  const mailbox = await addMailbox(town, 'Upgraded', [malo])
  await receive(town, mailbox, aLetter(1, mailbox))
  const { context, page } = await deskOf(browser, town, malo, null)
  let isGone = true
  await page.route(laterParts, (route) =>
    isGone ? route.fulfill({ status: 404 }) : route.continue(),
  )
  await page.goto(`${town.url}/v/unassigned`)
  await expect(row(page, 'Letter 1')).toBeVisible()
  await page.evaluate(() => Object.assign(window, { stands: true }))

  await test.step('what is loaded ahead is not missed', async () => {
    await page.waitForTimeout(1_000)
    expect(await page.evaluate(() => 'stands' in window)).toBe(true)
  })
  await test.step('what is needed comes with the new page', async () => {
    await page.route(`${town.url}/`, (route) => route.fulfill({ body: '/assets/other.js' }))
    page.on('request', (request) => {
      if (request.isNavigationRequest()) isGone = false
    })
    await row(page, 'Letter 1').click()
    await expect(heading(page, 'Letter 1')).toBeVisible()
    expect(await page.evaluate(() => 'stands' in window)).toBe(false)
  })
  await context.close()
})

test('a mailbox says why it stands still, recovers, and survives its server @whole', async ({
  browser,
  town,
}) => {
  const { dovecot } = town
  const erwan = await addPerson(town, 'Erwan Guillou', { role: 'admin' })
  const imap = dovecot.account(3)
  await dovecot.deliver(3, letter(aLetter(1, 'imap')))
  const { id } = await town.api.post<{ id: string }>('/mailboxes', {
    name: 'Permits',
    address: 'permits@port-leveque.example',
    incoming: { protocol: 'imap', ...imap },
    memberIds: [erwan.id],
  })
  const { context, page } = await deskOf(browser, town, erwan, `/settings/mailboxes/${id}`)
  await expect(page.getByText('In step', { exact: true })).toBeVisible({ timeout: 20_000 })

  await test.step('another password: in words, with the remedy beside it', async () => {
    await savePassword(page, 'not the password')
    await expect(page.getByText('User name or password refused')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('link', { name: 'Enter the new password' })).toBeVisible()
  })
  await test.step('the right one: it catches up', async () => {
    await dovecot.deliver(3, letter(aLetter(2, 'imap')))
    await savePassword(page, imap.password)
    await expect(page.getByText('In step', { exact: true })).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText('User name or password refused')).toBeHidden()
  })
  await test.step('the server restarts in the middle', async () => {
    await page.getByRole('link', { name: 'Open the mailbox' }).click()
    await expect(row(page, 'Letter 2')).toBeVisible()
    const restarted = dovecot.restart()
    await dovecot.deliver(3, letter(aLetter(3, 'imap')))
    await restarted
    await expect(row(page, 'Letter 3')).toBeVisible({ timeout: 30_000 })
    const ledger = await town.api.get<Record<string, unknown>>(`/mailboxes/${id}/ledger`)
    expect(ledger).toMatchObject({ server: 3, filed: 3, unaccounted: 0 })
  })
  await context.close()
})

/** What the triage screen loads ahead, a moment after it stands. */
const laterParts = /\/assets\/(reader(?!-skeleton)|selection-parts|menu-popup|popover-panel)-/

/** Holds requests back. @returns what lets them fail, as they do without a network. */
async function holdBack(page: Page, url: RegExp): Promise<() => Promise<void>> {
  const held: Route[] = []
  await page.route(url, (route) => void held.push(route))
  return async () => {
    await expect.poll(() => held.length).toBeGreaterThan(0)
    await Promise.all(held.map((route) => route.abort('internetdisconnected')))
    await page.unroute(url)
  }
}

/** The style sheets that the page asked for and does not have. */
function missingStyles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
    const present = new Set([...document.styleSheets].map(({ href }) => href))
    return links.map(({ href }) => href).filter((href) => !present.has(href))
  })
}

/** @param path null: the page stays empty. */
async function deskOf(
  browser: Browser,
  town: Town,
  person: Person,
  path: string | null,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext()
  await signIn(context, town, person)
  const page = await context.newPage()
  if (path !== null) await page.goto(town.url + path)
  return { context, page }
}

async function savePassword(page: Page, password: string): Promise<void> {
  const card = page.locator('#connection')
  await card.getByLabel('New password').fill(password)
  await card.getByRole('button', { name: 'Save' }).click()
}

function conversation({ api }: Town, id: string): Promise<{ status: string }> {
  return api.get(`/conversations/${id}`)
}

function aLetter(number: number, of: string) {
  return {
    from: `Correspondent ${number} <c${number}@courriel.example>`,
    subject: `Letter ${number}`,
    text: 'What about our request?',
    messageId: `live-${number}.${of}@courriel.example`,
  }
}

function row(page: Page, subject: string) {
  return page.getByRole('row').filter({ hasText: subject })
}

function reader(page: Page) {
  return page.locator('[data-part="reader"], main').last()
}

function heading(page: Page, name: string) {
  return page.getByRole('heading', { name })
}

/** The number beside a view in the navigation. */
function count(page: Page, view: string) {
  const link = page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link')
  return link.filter({ hasText: view }).locator('span').last()
}
