import type { Tx } from '@levee/db'
import { DomainError, type TrustLevel } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { countSenders, type Sighting } from './known-people.ts'
import { firstMessagesOf, openJudgement } from './queries.ts'

export { authenticateMessage } from './authenticate-message.ts'
export { declareLegitimate } from './declare-legitimate.ts'
export { reportPhishing } from './report-phishing.ts'
export { type Arrival, judgeArrivals, type Judgement } from './judge-arrivals.ts'

/**
 * Refuses to answer mail that probably is not from whom it says.
 * @throws {DomainError} `suspicious`.
 */
export function refuseSuspicious({ trust }: { trust: TrustLevel }): void {
  if (trust === 'danger')
    throw new DomainError(
      'suspicious',
      'This mail probably is not from whom it says: it cannot be answered until two people have declared it legitimate.',
    )
}

/** Asks for the judgement of messages that say something else than before, or can be read at last. */
export async function judgeAgain(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  ids: readonly string[],
): Promise<void> {
  const judged = await openJudgement(tx, ids)
  await jobs.enqueueAll(
    tx,
    'authenticate',
    judged.map((messageId) => ({ messageId })),
  )
}

/** Nobody waits for the mail of a first import: it is looked at when that is done with the machine. */
const AFTER_IMPORT = 120_000 // ms

/**
 * Counts who wrote, and asks for the verification over the network of messages that were stored. Mail
 * that was taken for the first of its sender is judged again once an older one is found.
 */
export async function followArrivals(
  tx: Tx,
  { jobs, now }: Pick<Deps, 'jobs' | 'now'>,
  {
    seen,
    toVerify,
    isImport,
  }: { seen: readonly Sighting[]; toVerify: readonly string[]; isImport: boolean },
): Promise<void> {
  const notFirst = await firstMessagesOf(tx, await countSenders(tx, seen))
  const ids = [...new Set([...toVerify, ...notFirst])]
  const startAfter = isImport ? new Date(now().getTime() + AFTER_IMPORT) : undefined
  await jobs.enqueueAll(
    tx,
    'authenticate',
    ids.map((messageId) => ({ messageId })),
    { ...(startAfter && { startAfter }) },
  )
}
