import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, sql } from '@levee/db'
import { testDatabase } from '@levee/db/testing'
import pino from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createJobs, type Jobs } from './jobs.ts'

const db = await testDatabase()
const started: Jobs[] = []

function someJobs(): Jobs {
  const jobs = createJobs({ db, log: pino({ level: 'silent' }) })
  started.push(jobs)
  return jobs
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()))
  await db.execute('delete from pgboss.job')
})

const enqueueSend = (jobs: Jobs, messageId: string, startAfter?: Date) =>
  inTransaction(db, (tx) =>
    jobs.enqueue(tx, 'send', { messageId }, startAfter ? { startAfter } : {}),
  )

describe('the job queue', () => {
  it('can be started by several processes at once on an empty database', async () => {
    const several = [someJobs(), someJobs(), someJobs()]
    await Promise.all(several.map((jobs) => jobs.start()))
    const queues = (await several[0]!.counts()).map(({ queue }) => queue)
    expect(queues).toEqual([
      'acknowledge',
      'authenticate',
      'checkFiles',
      'mirror',
      'notify',
      'recountDeadlines',
      'ruleTasks',
      'ruleWork',
      'rules',
      'send',
    ])
  })

  it('does a job once although two workers wait for it', async () => {
    const done: string[] = []
    const send = async ({ messageId }: { messageId: string }) => void done.push(messageId)
    const [one, other] = [someJobs(), someJobs()]
    await Promise.all([one.start({ send }), other.start({ send })])
    const ids = Array.from({ length: 20 }, (_, n) => `message ${n}`)
    await Promise.all(ids.map((id) => enqueueSend(one, id)))
    await vi.waitFor(() => expect(done).toHaveLength(20), 10_000)
    expect(new Set(done)).toEqual(new Set(ids))
  })

  it('wakes the worker at once, from a process that only enqueues', async () => {
    const [worker, api] = [someJobs(), someJobs()]
    const done = Promise.withResolvers<number>()
    await worker.start({ send: async () => done.resolve(Date.now()) })
    await api.start()
    await sleep(300) // so that the first poll of the worker is over
    const asked = Date.now()
    await enqueueSend(api, 'now')
    expect((await done.promise) - asked).toBeLessThan(700) // the poll would take up to a second
  })

  it('keeps a job that was asked for in a transaction that failed from happening', async () => {
    const done: string[] = []
    const jobs = someJobs()
    await jobs.start({ send: async ({ messageId }) => void done.push(messageId) })
    const failing = inTransaction(db, async (tx) => {
      await jobs.enqueue(tx, 'send', { messageId: 'never' })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await enqueueSend(jobs, 'later')
    await vi.waitFor(() => expect(done).toContain('later'), 5_000)
    expect(done).toEqual(['later'])
  })

  it('writes many jobs as it writes one', async () => {
    const jobs = someJobs()
    await jobs.start()
    await inTransaction(db, async (tx) => {
      await jobs.enqueue(tx, 'mirror', job('one'))
      await jobs.enqueueAll(tx, 'mirror', [job('two'), job('three')])
      await jobs.enqueueAll(tx, 'mirror', [])
    })
    const rows = await db.rows<{ key: string; settings: string }>(sql`
      select singleton_key as key, concat_ws(' ', state, policy, retry_limit, retry_delay,
        retry_backoff, retry_delay_max, expire_seconds, heartbeat_seconds,
        keep_until - created_on, deletion_seconds) as settings
      from pgboss.job where data ->> 'action' = 'seen' order by created_on, singleton_key`)
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(['one', 'two', 'three']))
    expect(new Set(rows.map(({ settings }) => settings)).size).toBe(1)
  })

  it('waits until a job is due', async () => {
    const done = Promise.withResolvers<number>()
    const jobs = someJobs()
    await jobs.start({ send: async () => done.resolve(Date.now()) })
    const due = Date.now() + 1_500
    await enqueueSend(jobs, 'later', new Date(due))
    const at = await done.promise
    expect(at).toBeGreaterThanOrEqual(due)
    expect(at - due).toBeLessThan(3_000)
  })

  it('tries a job again that threw, and counts one that was given up as dead', async () => {
    const jobs = someJobs()
    let attempts = 0
    await jobs.start({
      send: async () => {
        attempts++
        throw new Error('no')
      },
    })
    await inTransaction(db, (tx) => jobs.enqueue(tx, 'send', { messageId: 'x' }, { retryLimit: 0 }))
    await vi.waitFor(async () => {
      const { rows } = await db.execute(`select state from pgboss.job where name = 'send'`)
      expect(rows).toEqual([{ state: 'failed' }])
    }, 5_000)
    expect(attempts).toBe(1)
    await enqueueSend(jobs, 'y')
    await vi.waitFor(async () => {
      const { rows } = await db.execute(
        `select state, start_after > now() as later from pgboss.job where data->>'messageId' = 'y'`,
      )
      expect(rows).toEqual([{ state: 'retry', later: true }])
    }, 5_000)
    expect(attempts).toBe(2)
    expect(await jobs.counts()).toEqual([
      { queue: 'acknowledge', waiting: 0, active: 0, dead: 0 },
      { queue: 'authenticate', waiting: 0, active: 0, dead: 0 },
      { queue: 'checkFiles', waiting: 0, active: 0, dead: 0 },
      { queue: 'mirror', waiting: 0, active: 0, dead: 0 },
      { queue: 'notify', waiting: 0, active: 0, dead: 0 },
      { queue: 'recountDeadlines', waiting: 0, active: 0, dead: 0 },
      { queue: 'ruleTasks', waiting: 0, active: 0, dead: 0 },
      { queue: 'ruleWork', waiting: 0, active: 0, dead: 0 },
      { queue: 'rules', waiting: 0, active: 0, dead: 0 },
      { queue: 'send', waiting: 1, active: 0, dead: 1 },
    ])
  })

  it('never runs two mirror jobs of one conversation at a time', async () => {
    const running = new Set<string>()
    const overlaps: string[] = []
    const done: string[] = []
    const mirror = async (batch: { conversationId: string }[]) => {
      for (const { conversationId } of batch) {
        if (running.has(conversationId)) overlaps.push(conversationId)
        running.add(conversationId)
      }
      await sleep(50)
      for (const { conversationId } of batch) running.delete(conversationId)
      done.push(...batch.map(({ conversationId }) => conversationId))
      return batch.map(() => ({ status: 'fulfilled' as const, value: undefined }))
    }
    const [one, other] = [someJobs(), someJobs()]
    await Promise.all([one.start({ mirror }), other.start({ mirror })])
    await inTransaction(db, async (tx) => {
      for (const conversationId of ['a', 'b', 'a', 'a', 'b'])
        await one.enqueue(tx, 'mirror', { conversationId, action: 'archive' })
    })
    await vi.waitFor(() => expect(done).toHaveLength(5), 20_000)
    expect(overlaps).toEqual([])
  })

  it('settles each job of a batch by itself', async () => {
    const jobs = someJobs()
    await jobs.start()
    await inTransaction(db, async (tx) => {
      for (const conversationId of ['good', 'bad', 'fine'])
        await jobs.enqueue(tx, 'mirror', { conversationId, action: 'archive' })
    })
    const worker = someJobs()
    const batches: string[][] = []
    await worker.start({
      mirror: async (batch) => {
        batches.push(batch.map(({ conversationId }) => conversationId).toSorted())
        return Promise.allSettled(
          batch.map(async ({ conversationId }) => {
            if (conversationId === 'bad') throw new Error('no such folder')
          }),
        )
      },
    })
    await vi.waitFor(async () => {
      const { rows } = await db.execute(
        `select data->>'conversationId' as id, state from pgboss.job order by 1`,
      )
      expect(rows).toEqual([
        { id: 'bad', state: 'retry' },
        { id: 'fine', state: 'completed' },
        { id: 'good', state: 'completed' },
      ])
    }, 10_000)
    expect(batches[0]).toEqual(['bad', 'fine', 'good'])
  })

  it('takes notices that are due together at once, one after the other', async () => {
    const jobs = someJobs()
    await jobs.start()
    await inTransaction(db, (tx) =>
      jobs.enqueueAll(
        tx,
        'notify',
        ['one', 'two', 'three'].map((noticeId) => ({ noticeId })),
      ),
    )
    const worker = someJobs()
    const steps: string[] = []
    await worker.start({
      notify: async ({ noticeId }) => {
        const counts = await worker.counts()
        const taken = counts.find(({ queue }) => queue === 'notify')?.active
        steps.push(`${noticeId} of ${taken}`)
        if (noticeId === 'one') throw new Error('no such notice')
        steps.push(`${noticeId} done`)
      },
    })
    await vi.waitFor(() => expect(steps).toHaveLength(5), 10_000)
    const starts = ['one of 3', 'two of 3', 'three of 3']
    expect(steps.filter((step) => starts.includes(step))).toHaveLength(3)
    for (const name of ['two', 'three'])
      expect(steps[steps.indexOf(`${name} of 3`) + 1]).toBe(`${name} done`)
  })

  it('stops within seconds, and gives back a job that does not end', async () => {
    const jobs = someJobs()
    const begun = Promise.withResolvers<AbortSignal>()
    await jobs.start({
      send: (_, signal) => {
        begun.resolve(signal)
        return new Promise(() => undefined)
      },
    })
    await enqueueSend(jobs, 'stuck')
    const signal = await begun.promise
    const before = Date.now()
    await jobs.stop()
    expect(Date.now() - before).toBeLessThan(6_000)
    expect(signal.aborted).toBe(true)
    const { rows } = await db.execute(`select state from pgboss.job where name = 'send'`)
    expect(rows).toEqual([{ state: 'retry' }])
  })
})

function job(conversationId: string): { conversationId: string; action: 'seen' } {
  return { conversationId, action: 'seen' }
}
