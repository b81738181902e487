import { expect, type Page } from '@playwright/test'
import { mailOfParts, mailOfPlaces } from './html/hostile-mail.ts'
import { allVectors, batches, chosenVectors, CORPORA } from './html/vectors.ts'
import { startSite, touchEverything, watchedBrowser } from './html/watched-browser.ts'
import { addMailbox, addPerson, receive, signIn, test, type Town } from './town.ts'

const AT_ONCE = 60 // attacks in one page: more would starve each other of time to act
const TIME_TO_ACT = 400 // ms; what an attack does it does at once
const PATIENCE = 60_000 // ms; a hundred pages on a machine that is busy
const SHARE_THAT_RUNS = 0.093 // of the raw attacks: without that many the tests could not fail

const vectors = chosenVectors(40)
const asHtml = vectors.filter(({ place }) => /^(?:html|text$)/.test(place))
const elsewhere = vectors.filter(({ place }) => !place.startsWith('html'))

test.skip(
  allVectors().length === 0,
  `The HTML corpora are skipped: there are none at ${CORPORA} (LEVEE_CORPORA).`,
)
test.setTimeout(process.env['LEVEE_WHOLE_CORPORA'] ? 1_800_000 : 90_000)

const documentOf = (url: string): string => asHtml[Number(/\/(\d+)/.exec(url)?.[1])]?.input ?? ''
const framesOf = (from: number, count: number, sandbox: string): string =>
  `<!doctype html><title>levee</title>${Array.from(
    { length: count },
    (_, index) => `<iframe sandbox="${sandbox}" src="/raw/${from + index}"></iframe>`,
  ).join('')}`

/** Opens raw attacks in frames, so many a page, and does to them what a reader may do. @returns how many were there. */
async function openFrames(page: Page, url: string, sandbox: string): Promise<number> {
  let opened = 0
  for (let from = 0; from < asHtml.length; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, asHtml.length - from)
    const query = new URLSearchParams({ from: `${from}`, count: `${count}`, sandbox })
    await page.goto(`${url}/frames?${query}`, { timeout: 5000 }).catch(() => undefined)
    opened += await touchEverything(page, 'frames').catch(() => 0) // an attack may have taken the page away
    await page.waitForTimeout(TIME_TO_ACT)
  }
  return opened
}

/** A site of raw attacks, with these headers. */
function attackSite(headers: Record<string, string>, appHeaders: Record<string, string> = {}) {
  return startSite((url) => {
    const { pathname, searchParams } = new URL(url, 'http://site')
    if (pathname !== '/frames') return { headers, body: documentOf(pathname) }
    const [from, count] = [Number(searchParams.get('from')), Number(searchParams.get('count'))]
    return { headers: appHeaders, body: framesOf(from, count, searchParams.get('sandbox') ?? '') }
  })
}

test('control: the attacks run, ask and look up names where nothing stops them @whole', async ({
  launchOptions,
}) => {
  const site = await attackSite({})
  const browser = await watchedBrowser(launchOptions, [site.url])
  const page = await browser.context.newPage()
  await openFrames(page, site.url, 'allow-scripts allow-same-origin allow-modals allow-forms')
  const ran = new Set(browser.ran.map(({ url }) => url).filter((url) => url.includes('/raw/')))
  const names = await browser.close()
  await site.stop()
  const figures = `${browser.foreign.length} requests, ${names.length} names`
  console.log(`control: ${ran.size} of ${asHtml.length} attacks ran, ${figures}`)
  expect(ran.size).toBeGreaterThan(asHtml.length * SHARE_THAT_RUNS)
  expect(browser.foreign.length).toBeGreaterThan(asHtml.length / 50)
  expect(names.length).toBeGreaterThan(0)
})

test('the frame and its policy alone: unsanitised attacks run nothing @whole', async ({
  town,
  launchOptions,
}) => {
  const { headers, pageHeaders, sandbox } = await realFrame(town, launchOptions)
  const site = await attackSite(headers, pageHeaders)
  const browser = await watchedBrowser(launchOptions, [site.url])
  const opened = await openFrames(await browser.context.newPage(), site.url, sandbox)
  await browser.close()
  await site.stop()
  expect(opened).toBeGreaterThan(asHtml.length * 0.9)
  expect(browser.ran).toEqual([])
})

test('the sanitiser alone: what it leaves runs nothing and asks nobody on a bare page', async ({
  town,
  launchOptions,
}) => {
  const { mailbox } = await deskFor(town, 'Bare')
  const pages: string[] = []
  for (const [index, batch] of batches(asHtml, AT_ONCE).entries()) {
    const raw = mailOfParts(`Bare ${index}`, batch)
    const { messageId } = await town.api.post<Received>(`/mailboxes/${mailbox}/messages`, raw)
    pages.push(await town.api.text(`/messages/${messageId}/html`))
  }
  const site = await startSite((url) => ({ body: pages[Number(url.slice(1))] ?? '' }))
  const browser = await watchedBrowser(launchOptions, [site.url])
  const page = await browser.context.newPage()
  for (const index of pages.keys()) {
    await page.goto(`${site.url}/${index}`)
    await touchEverything(page, 'page')
    await page.waitForTimeout(TIME_TO_ACT)
    expect(page.url(), `page ${index}`).toBe(`${site.url}/${index}`)
    expect(await page.evaluate(whatIsForbidden), `page ${index}`).toEqual([])
  }
  const names = await browser.close()
  await site.stop()
  expect({ ran: browser.ran, foreign: browser.foreign, names }).toEqual({
    ran: [],
    foreign: [],
    names: [],
  })
})

test('in the product: nothing runs, nobody is asked, the application stays as it is @whole', async ({
  town,
  launchOptions,
}) => {
  const { person, mailbox } = await deskFor(town, 'Attacked')
  const calm = await receive(town, mailbox, {
    from: 'Jeanne Morvan <jeanne@morvan.example>',
    subject: 'Calm letter',
    text: 'Bonjour',
    html: '<p>Bonjour</p>',
    messageId: 'calm@morvan.example',
  })
  const raws = [
    ...batches(asHtml, AT_ONCE).map((batch, index) => mailOfParts(`Attacks ${index}`, batch)),
    ...elsewhere.map(mailOfPlaces),
  ]
  const browser = await watchedBrowser(launchOptions, [town.url])
  await signIn(browser.context, town, person)
  const page = await browser.context.newPage()
  await open(page, town, calm)
  await touchEverything(page, 'frames') // as the others: until the frame has its height
  const before = await page.evaluate(lookOfTheApplication)
  await quote(page)
  const beforeQuoted = await page.evaluate(lookOfTheApplication)
  for (const raw of raws) {
    const { conversationId } = await town.api.post<Received>(`/mailboxes/${mailbox}/messages`, raw)
    await open(page, town, conversationId)
    await touchEverything(page, 'frames')
    expect.soft(await page.evaluate(lookOfTheApplication)).toEqual(before)
    await quote(page)
    expect.soft(await page.evaluate(lookOfTheApplication)).toEqual(beforeQuoted)
    expect(page.url()).toContain(`${town.url}/v/unassigned/`)
  }
  const names = await browser.close()
  expect({ ran: browser.ran, foreign: browser.foreign, names }).toEqual({
    ran: [],
    foreign: [],
    names: [],
  })
})

type Received = { messageId: string; conversationId: string }

async function deskFor(town: Town, name: string) {
  const person = await addPerson(town, `${name} Reader`)
  return { person, mailbox: await addMailbox(town, name, [person]) }
}

/** Opens a conversation and waits until its message is shown. */
async function open(page: Page, town: Town, id: string): Promise<void> {
  const { reference } = await town.api.get<{ reference: string }>(`/conversations/${id}`)
  await page.goto(`${town.url}/v/unassigned/${reference}`)
  const message = page.locator('article[data-message]')
  await expect(message).toBeVisible({ timeout: PATIENCE })
  const frame = message.locator('iframe')
  if (await frame.count())
    await expect(frame.contentFrame().locator('body[data-images]')).toBeAttached({
      timeout: PATIENCE,
    })
}

/** Answers the message that is shown, and touches all that is quoted of it in the editor. */
async function quote(page: Page): Promise<void> {
  await page.keyboard.press('r')
  const shown = page.getByRole('button', { name: 'Show the quoted mail' })
  await shown.click({ timeout: PATIENCE })
  expect(await touchEverything(page, 'editor')).toBe(1)
}

/** The frame as the product makes it: its sandbox, the headers of its document and of the page around it. */
async function realFrame(town: Town, launch: Parameters<typeof watchedBrowser>[0]) {
  const { person, mailbox } = await deskFor(town, 'Frame')
  const id = await receive(town, mailbox, {
    from: 'Jeanne Morvan <jeanne@morvan.example>',
    subject: 'Framed letter',
    text: 'Bonjour',
    html: '<p>Bonjour</p>',
    messageId: 'framed@morvan.example',
  })
  const browser = await watchedBrowser(launch, [town.url])
  await signIn(browser.context, town, person)
  const page = await browser.context.newPage()
  const answer = page.waitForResponse(/\/messages\/[\w-]+\/html/)
  await open(page, town, id)
  const sandbox = (await page.locator('iframe').getAttribute('sandbox')) ?? ''
  const headers = policiesOf((await answer).headers())
  const pageHeaders = policiesOf((await page.goto(town.url))?.headers() ?? {})
  await browser.close()
  expect(sandbox).not.toContain('allow-scripts')
  expect(headers['content-security-policy']).toContain("script-src 'none'")
  return { headers, pageHeaders, sandbox }
}

function policiesOf(headers: Record<string, string>): Record<string, string> {
  const names = ['content-security-policy', 'x-content-type-options', 'x-dns-prefetch-control']
  return Object.fromEntries(names.map((name) => [name, headers[name] ?? '']))
}

/** Whatever in a document could run or load: in words. Evaluated in the browser. */
function whatIsForbidden(): string[] {
  const found: string[] = []
  const active =
    'script, iframe, object, embed, svg, math, form, input, button, link, base, template, video, audio, meta[http-equiv]'
  for (const element of document.querySelectorAll(active)) found.push(element.outerHTML)
  for (const element of document.querySelectorAll('body *')) {
    for (const { name, value } of element.attributes) {
      const isAddress = ['href', 'src'].includes(name)
      const isBad = isAddress && !/^(?:https?:\/\/|mailto:|tel:|data:image\/|\/api\/)/i.test(value)
      if (name.startsWith('on') || ['id', 'class', 'name', 'srcset'].includes(name) || isBad)
        found.push(element.outerHTML)
    }
  }
  return found
}

/** What an attack would change of the application around the mail. Evaluated in the browser. */
function lookOfTheApplication(): unknown {
  const frame = document.querySelector('iframe')?.getBoundingClientRect()
  let outside = 0
  for (let x = 5; x < innerWidth; x += 40)
    for (let y = 5; y < innerHeight; y += 40) {
      // a frame that ends in the middle of a pixel has all of it
      const isInside =
        frame &&
        x >= frame.left - 1 &&
        x <= frame.right + 1 &&
        y >= frame.top - 1 &&
        y <= frame.bottom + 1
      if (!isInside && document.elementFromPoint(x, y)?.tagName === 'IFRAME') outside++
    }
  return {
    outside,
    sideways: document.documentElement.scrollWidth > innerWidth,
    styles: document.querySelectorAll('style').length,
    sheets: [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(
      ({ href }) => !href.startsWith(`${location.origin}/assets/`),
    ).length,
    scripts: document.scripts.length,
    policy: document.querySelectorAll('base, meta[http-equiv]').length,
    globals: Object.keys(window).filter((name) => !/^(?:leveeRan|__|\d+$)/.test(name)),
    looks: ['html', 'body', 'nav', 'main', 'header', 'button'].map((selector) => {
      const element = document.querySelector(selector)
      if (!element) return null
      const { display, visibility, color, backgroundColor, fontSize } = getComputedStyle(element)
      return { display, visibility, color, backgroundColor, fontSize }
    }),
  }
}
