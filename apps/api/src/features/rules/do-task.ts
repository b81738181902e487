import { RULE_PROBLEMS } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError } from '@levee/domain'
import { PublicFetchError } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { JobData } from '../../jobs.ts'
import { expectByRule } from '../acknowledgements/access.ts'
import { recordActivity } from '../activity/service.ts'
import { forwardMessage } from '../replies/service.ts'
import { postWebhook } from './post-webhook.ts'
import { countAttempt, finishTask, noteTrouble, type Task, waitingTask } from './task-queries.ts'
import { TaskRefused } from './task-refused.ts'

const MOST_ATTEMPTS = 8 // doubling from 5 s: about ten minutes

/** The job that does what a rule wants done over the network; one that fails is tried again, then given up and said. */
export async function doRuleTask(deps: Deps, { taskId }: JobData['ruleTasks']): Promise<void> {
  const task = await waitingTask(deps.db, taskId)
  if (!task) return
  const attempts = await countAttempt(deps.db, taskId)
  try {
    if (task.action.type === 'forward') await forward(deps, task, task.action.to)
    else if (task.action.type === 'webhook')
      await finish(deps, task, 'done', await postWebhook(deps, task, task.action.url))
    else if (task.action.type === 'sendTemplate') await sendTemplate(deps, task)
    else throw new TaskRefused(`"${task.action.type}" is not there yet.`)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (isFinal(error) || attempts >= MOST_ATTEMPTS) return finish(deps, task, 'failed', detail)
    await noteTrouble(deps.db, taskId, detail)
    throw error
  }
}

function isFinal(error: unknown): boolean {
  if (error instanceof PublicFetchError) return error.code === 'refused'
  return error instanceof TaskRefused || error instanceof DomainError
}

/** What a machine wrote is not passed on: two that forward to each other would never stop. */
async function forward(deps: Deps, task: Task, to: string): Promise<void> {
  const { conversation, message } = task
  if (!message?.rawSha256) throw new TaskRefused(RULE_PROBLEMS.noMail)
  if (message.automatic !== 'no' && message.automatic !== 'list')
    throw new TaskRefused(RULE_PROBLEMS.automatic)
  const raw = await deps.blobs.get(message.rawSha256)
  await forwardMessage(
    deps,
    { conversationId: conversation.id, mailboxIds: conversation.mailboxIds, message, raw, to },
    (tx, messageId) => finishIn(tx, deps, { task, state: 'done', detail: to, messageId }),
  )
}

/** Whether the mail may be answered by a machine is decided where all automatic answers are. */
async function sendTemplate(deps: Deps, task: Task): Promise<void> {
  const { message } = task
  if (!message) throw new TaskRefused(RULE_PROBLEMS.noMailToAnswer)
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    if (!(await finishTask(tx, task.id, { state: 'done', detail: '', at }))) return
    await expectByRule(tx, deps, { messageId: message.id, ruleTaskId: task.id, at })
  })
}

type Finish = { task: Task; state: 'done' | 'failed'; detail: string; messageId?: string }

async function finish(
  deps: Deps,
  task: Task,
  state: 'done' | 'failed',
  detail: string,
): Promise<void> {
  await inTransaction(deps.db, (tx) => finishIn(tx, deps, { task, state, detail }))
}

/** Whether it was still to be done; then the log says what left the organisation, or did not. */
async function finishIn(
  tx: Parameters<typeof finishTask>[0],
  { now }: Pick<Deps, 'now'>,
  { task, state, detail, messageId }: Finish,
): Promise<boolean> {
  const at = now()
  const { action, conversation, rule } = task
  if (!(await finishTask(tx, task.id, { state, detail, at }))) return false
  const target = action.type === 'webhook' ? URL.parse(action.url)?.host : detail
  await recordActivity(tx, {
    conversationId: conversation.id,
    actorId: null,
    kind:
      state === 'failed' ? 'taskFailed' : action.type === 'webhook' ? 'webhookSent' : 'forwarded',
    before: {},
    after: {
      rules: [rule],
      to: action.type === 'forward' ? action.to : target,
      ...(state === 'failed' && { problem: detail }),
      ...(messageId && { messageId }),
    },
    at,
  })
  return true
}
