import type { Deps } from '../../../deps.ts'
import { type Loop, repeat } from '../../../repeat.ts'
import { learnFiling } from './learn.ts'

const PERIOD = 30_000 // ms: what was learned a moment ago changes few suggestions

/** Learns what staff do with mail, every half minute, for as long as the process lives. */
export async function startLearning({ db, log }: Pick<Deps, 'db' | 'log'>): Promise<Loop> {
  return repeat(log, {
    every: PERIOD,
    look: () => learnFiling(db),
    says: 'Nothing was learned from what staff did; it is tried again.',
  })
}
