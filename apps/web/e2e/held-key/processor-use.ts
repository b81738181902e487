import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/** What the threads that draw pages did of some time, in ms: they had a processor, or wanted one that others had. */
export type ProcessorUse = { worked: number; waited: number }

/** @returns what answers how they fared since; pages that are not in front want nothing. */
export async function watchProcessor(browser: Browser): Promise<() => Promise<ProcessorUse>> {
  const before = await used(browser)
  return async () => {
    const { worked, waited } = await used(browser)
    return { worked: worked - before.worked, waited: waited - before.waited }
  }
}

async function used(browser: Browser): Promise<ProcessorUse> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const threads = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => readFileSync(`/proc/${id}/schedstat`, 'utf8').split(' ').map(Number))
  const sum = (field: number) =>
    threads.reduce((total, fields) => total + (fields[field] ?? 0), 0) / 1e6 // from nanoseconds
  return { worked: sum(0), waited: sum(1) }
}
