import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const every: RunOptions = {
  iframes: false, // in a mail's frame nothing runs, nor does axe
  resultTypes: ['violations'],
}
const options: Record<'all' | 'colours', RunOptions> = {
  all: {
    ...every,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    // that one is experimental, and takes an avatar's initials for a label
    rules: { 'label-content-name-mismatch': { enabled: false } },
  },
  colours: { ...every, runOnly: ['color-contrast'] },
}
const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const smallest = { width: 320, height: 640 }

/** What axe checks: all that WCAG 2.2 AA asks for once a layout, the colours once a theme. */
const looks = [
  { name: 'desk-light', size: desk, theme: 'light', rules: 'all' },
  { name: 'desk-dark', size: desk, theme: 'dark', rules: 'colours' },
  { name: 'phone-dark', size: phone, theme: 'dark', rules: 'all' },
  { name: 'phone-light', size: phone, theme: 'light', rules: 'colours' },
] as const

/**
 * In CI, which has ten minutes for everything, each screen has one of the two full looks, half of the
 * screens each.
 */
function looksAt(screen: string) {
  if (!process.env['CI']) return looks
  const full = looks.filter(({ rules }) => rules === 'all')
  return [full[screen.length % full.length]!]
}

/**
 * Looks at what a page shows now in both themes, on a desk and on a phone: nothing that keeps people
 * out (axe), nothing to scroll sideways for. `SCREENS=directory` keeps a picture of each.
 * @param part what is new since the last look (a selector), where the rest needs no second one.
 */
export async function expectForEverybody(page: Page, screen: string, part?: string): Promise<void> {
  for (const { name, size, theme, rules } of looksAt(screen)) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached()
    await settle(page)
    await keepPicture(page, `${screen}-${name}`)
    expect.soft(await violations(page, rules, part), `${screen}, ${name}`).toEqual([])
  }
  for (const size of [phone, smallest]) {
    await page.setViewportSize(size)
    await settle(page)
    expect.soft(await cutOff(page), `${screen}: ${size.width} px`).toEqual([])
  }
  await keepPicture(page, `${screen}-smallest`)
  await page.setViewportSize(desk)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await settle(page)
}

/** What axe finds serious or critical, each with where. */
async function violations(
  page: Page,
  rules: 'all' | 'colours',
  part: string | undefined,
): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axe.source)
  const found = await page.evaluate(([context, options]) => window.axe.run(context, options), [
    { ...(part && { include: part }), exclude: 'iframe' },
    options[rules],
  ] as const)
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${JSON.stringify(node.target)}: ${node.html}`),
    )
}

/** Keeps a picture of a page where pictures are asked for. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const directory = process.env['SCREENS']
  if (directory) await page.screenshot({ path: path.join(directory, `${name}.png`) })
}

/** Two frames later, what a new size or theme changes has been drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  )
}

/** What lies beyond the right edge, where only sideways scrolling leads; a row of links may be longer. */
function cutOff(page: Page): Promise<string[]> {
  // oxlint-disable unicorn/consistent-function-scoping -- only what stands inside reaches the page
  return page.evaluate(() => {
    const scrolls = (element: Element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth + 1
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.slice(0, 40)}”`
    const pressable = [...document.querySelectorAll('a, button, input, textarea, select, h1, h2')]
    const beyond = pressable.filter((element) => {
      const box = element.getBoundingClientRect()
      const isShown = box.width > 1 && box.height > 1 && element.checkVisibility()
      return isShown && box.right > innerWidth + 1 && !element.closest('nav')
    })
    return [
      ...[document.documentElement, ...document.querySelectorAll('body *')].filter(
        (element) => scrolls(element) && !element.closest('nav, iframe'),
      ),
      ...beyond,
    ].map(name)
  })
}
