import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { endPresence } from './service.ts'

const LOOK = 2_000 // ms: with the last sign of life eleven seconds ago, gone within fifteen

/** Notices who is gone without having said so. Several processes may do so at once: each window ends once. */
export async function startWatchingPresence(deps: Deps): Promise<Loop> {
  return repeat(deps.log, {
    every: LOOK,
    look: () => endPresence(deps),
    says: 'Who is gone was not looked for; that is tried again.',
  })
}
