import type { Deps } from '../../deps.ts'
import type { JobData } from '../../jobs.ts'
import { serverMailbox, withMailboxConnection } from './mailbox-connection.ts'
import { mirrorMailbox, type Task } from './mirror-mailbox.ts'
import { mirrorStep } from './mirror-plan.ts'
import { serverCopies } from './queries.ts'

export { recordMoves } from './queries.ts'
export { serverMailbox, type ServerMailbox, withMailboxConnection } from './mailbox-connection.ts'

type MirrorJob = JobData['mirror']
type MirrorDeps = Pick<Deps, 'db' | 'keys' | 'config' | 'now'>

/**
 * Shows on the mail servers what happened to conversations: read, answered, archived, rejected,
 * taken back. Each mailbox is connected once; a job fails with the mailboxes it concerns.
 */
export async function mirrorConversations(
  deps: MirrorDeps,
  batch: MirrorJob[],
): Promise<PromiseSettledResult<void>[]> {
  const tasks = await tasksOf(deps, batch)
  const failures = new Map<string, unknown>()
  for (const [mailboxId, list] of Map.groupBy(tasks, ({ copy }) => copy.mailboxId)) {
    const failure = await mirrorOne(deps, mailboxId, list).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (failure === undefined) continue
    for (const { copy } of list) failures.set(copy.conversationId, failure)
  }
  return batch.map(({ conversationId }) => {
    const reason = failures.get(conversationId)
    return reason === undefined
      ? { status: 'fulfilled', value: undefined }
      : { status: 'rejected', reason }
  })
}

async function tasksOf({ db }: MirrorDeps, batch: MirrorJob[]): Promise<Task[]> {
  const actions = new Map(batch.map(({ conversationId, action }) => [conversationId, action]))
  const copies = await serverCopies(db, [...actions.keys()])
  return copies.flatMap((copy) => {
    const action = actions.get(copy.conversationId)
    if (!action) return []
    const step = mirrorStep(action, copy)
    return step.flags.length > 0 || step.place ? [{ copy, step }] : []
  })
}

async function mirrorOne(deps: MirrorDeps, mailboxId: string, tasks: Task[]): Promise<void> {
  const mailbox = await serverMailbox(deps.db, mailboxId)
  if (mailbox?.mode !== 'mirror' || !tasks.some(needsServer)) return
  await withMailboxConnection(deps, mailbox, (connection) =>
    mirrorMailbox(deps.db, connection, tasks.filter(needsServer)),
  )
}

/** What is at home and belongs there needs no connection. */
function needsServer({ copy, step }: Task): boolean {
  return step.flags.length > 0 || step.place !== 'home' || copy.folder !== copy.home
}
