import { t } from '@lingui/core/macro'
import { readIndexPage } from './call.ts'
import { showToast } from './ui/toast-store.ts'

type Load<Part> = () => Promise<Part>

const attempts = 3
const pause = 1_000 // ms between two attempts
const patience = 3_000 // ms between two questions to a server that does not answer
const remembered = 'levee.reloadedFor'

/**
 * Loads a part that was not there at first, for somebody who needs it now. It waits for a connection
 * that is lost; a part that an upgrade took away comes with a new page.
 * @throws {Error} when the new page could not load it either.
 */
export async function loadPart<Part>(load: Load<Part>): Promise<Part> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (attempt > 1) await loadLostStyles()
      return await load()
    } catch (error) {
      const isUpgraded = isOtherVersion(await indexPageOnceServed())
      if (isUpgraded || attempt >= attempts) return askNewPage(error)
      if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

/** `loadPart` for whoever wants to call the loading himself. */
export function later<Part>(load: Load<Part>): Load<Part> {
  return () => loadPart(load)
}

/** Loads a part before anybody asks for it. That it fails is no matter: whoever needs it loads it again. */
export function loadAhead(load: Load<unknown>): void {
  load().catch(() => undefined)
}

/** What the server shows first, as soon as there is one that answers. */
async function indexPageOnceServed(): Promise<string> {
  for (;;) {
    const page = await readIndexPage()
    if (page !== undefined) return page
    await new Promise((resolve) => {
      setTimeout(resolve, patience)
      addEventListener('online', resolve, { once: true })
    })
  }
}

/** Whether the server's first page begins with another script than the one that runs here. */
function isOtherVersion(page: string): boolean {
  const script = document.querySelector('script[type="module"][src]')?.getAttribute('src')
  return typeof script === 'string' && !page.includes(`"${script}"`)
}

/** Reloads, once for each part; never by itself while something is being written. */
function askNewPage(error: unknown): Promise<never> {
  const missing = String(error)
  if (sessionStorage.getItem(remembered) === missing)
    throw new Error('A part of the page could not be loaded.', { cause: error })
  const reload = () => {
    sessionStorage.setItem(remembered, missing)
    location.reload()
  }
  if (isWriting()) {
    showToast({
      tone: 'problem',
      text: t`A part of this page is missing. Save what you are writing, then reload.`,
      action: { label: t`Reload`, run: reload },
    })
  } else reload()
  return new Promise(() => {}) // the new page goes on from here
}

function isWriting(): boolean {
  return [...document.querySelectorAll('textarea')].some(({ value }) => value.trim() !== '')
}

/** Vite asks for each style sheet of a part once only, even when it failed. */
async function loadLostStyles(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
  const present = new Set(links.filter(({ sheet }) => sheet).map(({ href }) => href))
  const lost = new Set(links.map(({ href }) => href).filter((href) => !present.has(href)))
  await Promise.all([...lost].map(loadStyles))
}

function loadStyles(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error(`${href} could not be loaded.`)))
    document.head.append(link)
  })
}
