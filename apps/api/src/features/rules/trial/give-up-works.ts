import { setTimeout as sleep } from 'node:timers/promises'
import { WORK_INTERRUPTED } from '@levee/contract'
import { inTransaction, sql } from '@levee/db'
import type { Deps } from '../../../deps.ts'
import { announce } from '../../../http/events.ts'

const LOOK = 15_000 // ms

/** Notices work with rules that nothing goes on with any more, for as long as the process lives. */
export async function startGivingUpWorks(
  deps: Pick<Deps, 'db' | 'log' | 'now'>,
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await giveUpWorks(deps)
      } catch (error) {
        deps.log.error({ err: error }, 'Work with rules was not looked after; soon again.')
      }
      await sleep(LOOK, undefined, { signal: stopping.signal }).catch(() => undefined) // stopped
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** A job that failed too often, or whose process died each time, is gone: its work waits for a person, and says so. */
export async function giveUpWorks({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await inTransaction(db, async (tx) => {
    const given = await tx.rows<{ id: string }>(sql`
      update rule_work w set state = 'failed', finished_at = ${now()}::timestamptz,
        problem = coalesce(problem, ${WORK_INTERRUPTED})
      where state in ('waiting', 'running', 'undoing')
        and not exists (select from pgboss.job j where j.name = 'ruleWork'
          and j.state in ('created', 'retry', 'active') and j.data ->> 'workId' = w.id::text)
      returning id`)
    for (const { id } of given) await announce(tx, { type: 'rules.progress', workId: id })
  })
}
