import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'
import { firstLoad } from './first-load.ts'
import { watchKeys } from './key-watch.ts'
import { watchList } from './list-watch.ts'
import { watchProcessor } from './processor-use.ts'

/** What `npm run bench -- keys` gives this program: a Levee with much mail, somebody's session, how many rows to load. */
type Task = { url: string; session: string; rows: number }

const seconds = 10
const perSecond = 30 // as a keyboard repeats
const mailsASecond = 2 // in the busiest minutes of an office
const rest = 1_500 // ms: what the first screen starts has ended

const task: Task = JSON.parse(process.argv[2] ?? '')
const browser = await chromium.launch(config.use?.launchOptions)
try {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
  })
  await context.addCookies([{ name: 'levee_session', value: task.session, url: task.url }])
  await printFirstLoad(await context.newPage())
  const page = await context.newPage()
  await openList(page, '/v/all')
  await page.keyboard.press('j')
  await printHeld(page, 'j', '/v/all')
  await printHeld(page, 'k', '/v/all')
  const mail = await startMail(context)
  await printHeld(page, 'j', '/v/all', { mailsASecond })
  await mail.stop()
  await openList(page, '/v/archive')
  await loadRows(page, task.rows)
  await printHeld(page, 'k', '/v/archive')
} finally {
  await browser.close()
}

async function openList(page: Page, path: string): Promise<void> {
  await page.goto(task.url + path)
  await page.locator('[role="row"][data-id]').first().waitFor()
}

async function printFirstLoad(page: Page): Promise<void> {
  const { bytes, scripts } = await firstLoad(page, () => openList(page, '/v/all'))
  print('firstLoadKbGz', bytes / 1000, { unit: 'kB', scripts, goal: 180 })
}

/** Scrolls to the end again and again until so many rows are loaded, and puts the cursor on the last. */
async function loadRows(page: Page, rows: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    const grid = document.querySelector<HTMLElement>('[data-part="list"] [role="grid"]')
    const heightOf = () => grid?.offsetHeight ?? Infinity
    while (heightOf() < wanted * 76) {
      grid?.parentElement?.scrollTo(0, heightOf())
      await new Promise((drawn) => requestAnimationFrame(drawn))
    }
  }, rows)
  await sleep(rest)
  await page.locator('[role="row"][data-id]').last().click()
  await page.keyboard.press('Escape') // the list again, with the cursor where it was
}

/** Holds a key twice: to look at each frame, and to measure how soon the keys are followed. */
async function printHeld(
  page: Page,
  key: 'j' | 'k',
  list: string,
  during: object = {},
): Promise<void> {
  const more = { list, key, ...during }
  await sleep(rest)
  const before = await cursorRow(page)
  await page.evaluate(watchList)
  const keys = await hold(page, key)
  const seen = await page.evaluate(() => window.endListWatch?.())
  if (!seen) throw new Error('The list was left while it was watched.')
  const rowsPassed = Math.abs((await cursorRow(page)) - before)
  const { blankRows, blankFrames, lostCursor, frames, longestFrame } = seen
  print('blankRows', blankRows, { ...more, keys, blankFrames, lostCursor, frames, goal: 0 })
  print('rowsPassed', rowsPassed, { ...more, keys, goal: keys })
  print('framesPerSecond', frames / seconds, {
    ...more,
    longestFrameMs: Math.round(longestFrame),
    goal: 55,
  })
  await printSpeed(page, key, more)
}

async function printSpeed(page: Page, key: 'j' | 'k', more: object): Promise<void> {
  await sleep(rest)
  await page.evaluate(watchKeys)
  const processor = await watchProcessor(browser)
  const keys = await hold(page, key)
  const { worked, waited } = await processor()
  const keyToPaint = (await page.evaluate(() => window.endKeyWatch?.())) ?? []
  print('workPerKeyMs', worked / keys, { unit: 'ms', ...more })
  // how much of what follows is the machine's, which has other things to do
  print('waitedPercent', waited / seconds / 10, { unit: '%', ...more })
  const whole = keyToPaint.map((times) => times.whole).toSorted((a, b) => a - b)
  const own = keyToPaint.map((times) => times.worked).toSorted((a, b) => a - b)
  print('keyToPaintP50Ms', at(own, 0.5), { unit: 'ms', ...more, goal: 16 })
  print('keyToPaintP95Ms', at(own, 0.95), { unit: 'ms', ...more, worst: Math.round(at(own, 1)) })
  // with the wait for the screen's next frame, which is as long as it happens to be
  print('keyToScreenP50Ms', at(whole, 0.5), {
    unit: 'ms',
    ...more,
    p95: Math.round(at(whole, 0.95)),
  })
}

function at(sorted: number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}

/** Holds a key as a keyboard does. @returns how many keys that was. */
async function hold(page: Page, key: string): Promise<number> {
  const started = performance.now()
  const sent: Promise<void>[] = []
  while (performance.now() - started < seconds * 1000) {
    sent.push(page.keyboard.down(key)) // not awaited: a keyboard does not wait either
    await sleep(Math.max(0, started + (sent.length * 1000) / perSecond - performance.now()))
  }
  await Promise.all(sent)
  await page.keyboard.up(key)
  return sent.length
}

/** Lets mail arrive in the first mailbox, as a mail server hands it over. */
async function startMail({ request }: BrowserContext): Promise<{ stop(): Promise<void> }> {
  const api = `${task.url}/api/v1/mailboxes`
  const { items } = await (await request.get(api)).json()
  const ending = new AbortController()
  const arriving = (async () => {
    for (let n = 0; !ending.signal.aborted; n++) {
      const answer = await request.post(`${api}/${items[0].id}/messages`, {
        headers: { 'content-type': 'message/rfc822', origin: task.url },
        data: `From: a@courriel.example\r\nSubject: Letter ${n}\r\nMessage-ID: <${n}.${Date.now()}@courriel.example>\r\n\r\nBonjour\r\n`,
      })
      if (!answer.ok()) throw new Error(`A mail was refused: ${await answer.text()}`)
      await sleep(1000 / mailsASecond)
    }
  })()
  return {
    async stop() {
      ending.abort()
      await arriving
    },
  }
}

/** The place of the cursor among all rows. */
async function cursorRow(page: Page): Promise<number> {
  const row = page.locator('[role="row"][aria-current]')
  return Number(await row.getAttribute('aria-rowindex'))
}

function print(metric: string, value: number, more: object): void {
  const rounded = Math.round(value * 10) / 10
  process.stdout.write(`${JSON.stringify({ bench: 'keys', metric, value: rounded, ...more })}\n`)
}
