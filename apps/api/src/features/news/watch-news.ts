import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { sendNews } from './send-news.ts'

const LOOK = 60_000 // ms

/** Writes to people what they did not read in the application. */
export async function startTellingNews(deps: Deps): Promise<Loop> {
  return repeat(deps.log, {
    every: LOOK,
    look: () => sendNews(deps),
    says: 'News were not written to people; that is tried again.',
  })
}
