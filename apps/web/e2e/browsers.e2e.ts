import { existsSync } from 'node:fs'
import { type CDPSession, expect, type Page } from '@playwright/test'
import { addMailbox, addPerson, receive, signIn, test } from './town.ts'

// the Chromium without windows knows no notifications
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
const args = ['--disable-gpu', '--disable-background-networking', '--no-first-run']
if (process.getuid?.() === 0) args.push('--no-sandbox')
test.use({ launchOptions: { executablePath: executablePath ?? '', args } })
test.skip(executablePath === undefined, 'needs Chromium: apt-get install chromium')

const TITLE = 'Mail assigned to you'

/** A push message as the browser's push service would hand it over: Chromium here has none that it can reach. */
test('@whole a browser shows what it is told, and opens the mail', async ({ page, town }) => {
  const claire = await addPerson(town, 'Claire Le Goff')
  const mailbox = await addMailbox(town, 'Greffe', [claire])
  const id = await receive(town, mailbox, {
    from: 'Jeanne Morvan <jeanne@courriel.example>',
    subject: 'Acte de naissance',
    text: 'Bonjour',
    messageId: 'acte@courriel.example',
  })
  const { reference } = await town.api.get<{ reference: string }>(`/conversations/${id}`)
  await page.context().grantPermissions(['notifications'], { origin: town.url })
  await signIn(page.context(), town, claire)
  await page.goto(`${town.url}/settings/profile`)
  const toggle = page.getByRole('switch', { name: /^This browser/ })

  await test.step('which it says that it cannot, while it reaches no push service', async () => {
    await toggle.click()
    await expect(page.getByText(/could not reach its push service/)).toBeVisible()
    await expect(toggle).not.toBeChecked()
  })

  await test.step('the same news twice is one', async () => {
    await page.reload()
    await expect(toggle).toBeVisible()
    const deliver = await pushService(page, town.url)
    const news = { id: 'n1', title: TITLE, body: reference, lang: 'en', path: `/c/${reference}` }
    await deliver(news)
    await deliver(news)
    await expect.poll(() => shown(page)).toEqual([{ title: TITLE, body: reference }])
  })

  await test.step('and leads there, in the page that is open', async () => {
    await page.waitForTimeout(2_500) // what listens comes after the first screen
    const [worker] = page.context().serviceWorkers()
    await worker?.evaluate(pressNotice)
    await expect(page).toHaveURL(new RegExp(`/c/${reference}$`))
    await expect(page.getByRole('heading', { name: 'Acte de naissance' })).toBeVisible()
    expect(await shown(page)).toEqual([])
  })
})

/** Hands a payload to the worker that shows notices. */
async function pushService(page: Page, origin: string): Promise<(news: object) => Promise<void>> {
  const client: CDPSession = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    })
  })
  await client.send('ServiceWorker.enable')
  const registrationId = await registered
  return async (news) => {
    const data = JSON.stringify(news)
    await client.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
  }
}

function shown(page: Page): Promise<{ title: string; body: string }[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/notices-worker/')
    const notices = (await registration?.getNotifications()) ?? []
    return notices.map(({ title, body }) => ({ title, body }))
  })
}

/** In the worker: as if the person pressed it. */
async function pressNotice(): Promise<void> {
  const worker: Pick<EventTarget, 'dispatchEvent'> & { registration?: ServiceWorkerRegistration } =
    globalThis
  const [notification] = (await worker.registration?.getNotifications()) ?? []
  const pressed = Object.assign(new Event('notificationclick'), {
    notification,
    waitUntil: (done: Promise<unknown>) => done.catch(() => undefined), // no page may be focused without a hand
  })
  worker.dispatchEvent(pressed)
}
