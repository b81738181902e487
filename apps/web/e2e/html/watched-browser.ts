import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test'
import { portOf } from '../levee.ts'

/** A browser that writes down what ran and whom it asked, and that reaches nothing but this machine. */
export type WatchedBrowser = {
  context: BrowserContext
  /** Where something ran that should not: the URL of its frame, and what it called. */
  ran: { url: string; call: string }[]
  /** Requests to others than `own`. */
  foreign: string[]
  /** Names that it looked up; ends the browser, whose log is whole only then. */
  close(): Promise<string[]>
}

/** Starts one. `own` are the origins that it may ask. */
export async function watchedBrowser(
  launch: LaunchOptions,
  own: readonly string[],
): Promise<WatchedBrowser> {
  const directory = await mkdtemp(path.join(tmpdir(), 'levee-netlog-'))
  const log = path.join(directory, 'log.json')
  const browser = await chromium.launch({
    ...launch,
    args: [
      ...(launch.args ?? []),
      `--log-net-log=${log}`,
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const ran: WatchedBrowser['ran'] = []
  const foreign: string[] = []
  await context.exposeBinding('leveeRan', ({ frame }, call: string) => {
    ran.push({ url: frame.url(), call })
  })
  await context.addInitScript(hookWhatAttacksCall)
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (own.some((origin) => url.startsWith(`${origin}/`)) || /^(?:data|blob|about):/.test(url))
      return route.continue()
    foreign.push(url)
    return /^https?:\/\/[\d.[]/.test(url) ? route.abort() : route.continue() // its name leads nowhere
  })
  context.on('page', (page) =>
    page.on('dialog', (dialog) => {
      ran.push({ url: page.url(), call: `a dialog: ${dialog.message()}` })
      void dialog.dismiss().catch(() => undefined)
    }),
  )
  return {
    context,
    ran,
    foreign,
    async close() {
      await browser.close()
      const names = lookedUp(log)
      await rm(directory, { recursive: true, force: true })
      return names
    },
  }
}

/** Runs in every frame that may run anything, before what is in it. */
function hookWhatAttacksCall(): void {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this function gets into the browser
  const report = (call: string): unknown => Reflect.get(window, 'leveeRan')(call)
  for (const name of ['alert', 'confirm', 'prompt', 'print'])
    Reflect.set(window, name, () => {
      report(name)
    })
  Object.defineProperty(window, '__pwned', {
    set() {
      report('__pwned')
    },
    get: () => undefined,
  })
}

/** This machine, our rule that nothing else resolves, and whom Chromium asks for itself. */
const OWN = /^(?:127\.0\.0\.1|localhost|~notfound|accounts\.google\.com|[\w-]+\.googleapis\.com)$/

/** The host names in Chromium's own log of its network. */
function lookedUp(log: string): string[] {
  const names = readFileSync(log, 'utf8').matchAll(/"host":"(?:https?:\/\/)?([^"/]+?)(?::\d+)?"/g)
  return [...new Set([...names].map(([, name = '']) => name))].filter((name) => !OWN.test(name))
}

/** A page of a site, by its path. */
export type Site = { url: string; stop(): Promise<void> }

/** Serves what `answer` gives for a path. */
export async function startSite(
  answer: (url: string) => { headers?: Record<string, string>; body: string },
): Promise<Site> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { headers, body } = answer(request.url ?? '/')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/**
 * Does to every element of the page's frames, of the page itself, or of what is written in it, what a
 * reader may do to it.
 * @returns how many documents or editors there were with something in them.
 */
export async function touchEverything(
  page: Page,
  where: 'frames' | 'page' | 'editor',
): Promise<number> {
  return page.evaluate((where) => {
    let filled = 0
    const events = ['click', 'mouseover', 'mouseenter', 'pointerover', 'focus', 'focusin', 'error']
    const frames = [...document.querySelectorAll('iframe')].map((each) => each.contentDocument)
    const editors = [...document.querySelectorAll('[contenteditable=true]')]
    const places = { frames, page: [document], editor: editors }
    for (const inner of places[where]) {
      const inside = inner instanceof Element ? [inner] : [inner?.body, inner?.head]
      if (inside.some((each) => each?.hasChildNodes())) filled++
      for (const link of inner?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? [])
        if (link.protocol !== 'javascript:') link.addEventListener('click', stay) // that is no attack
      for (const element of inner?.querySelectorAll('*') ?? []) {
        for (const type of events)
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }))
      }
    }
    return filled
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this function gets into the browser
    function stay(event: Event): void {
      event.preventDefault()
    }
  }, where)
}
