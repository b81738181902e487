import { get } from 'node:http'
import type { Page } from '@playwright/test'

/**
 * The scripts that the browser asks for until a page stands, and their size as a server sends them.
 * @param open resolves once it stands.
 */
export async function firstLoad(
  page: Page,
  open: () => Promise<void>,
): Promise<{ bytes: number; scripts: number }> {
  await page.addInitScript(() => {
    // what the page puts off until it stands is no part of it, however slow the machine
    const later = window.setTimeout.bind(window)
    Object.assign(window, {
      setTimeout: (act: () => void, ms = 0) => (ms < 300 ? later(act, ms) : 0),
    })
  })
  const urls: string[] = []
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') urls.push(answer.url())
  })
  await open()
  const sizes = await Promise.all(urls.map(gzippedSize))
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), scripts: urls.length }
}

function gzippedSize(url: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
    let size = 0
    answer.on('data', (bytes: Buffer) => (size += bytes.length))
    answer.on('end', () => resolve(size)).on('error', reject)
  }).on('error', reject)
  return promise
}
