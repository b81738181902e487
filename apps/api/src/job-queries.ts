import { type Db, type Queryable, sql } from '@levee/db'

/** How many jobs a queue has, by what became of them; `dead` ones were given up and wait for a person. */
export type QueueCount = { queue: string; waiting: number; active: number; dead: number }

/** How many jobs some queues have. */
export async function countJobs(db: Db, queues: readonly string[]): Promise<QueueCount[]> {
  return db.rows<QueueCount>(sql`
    select queue.name as queue,
      count(*) filter (where job.state in ('created', 'retry')) as waiting,
      count(*) filter (where job.state = 'active') as active,
      count(*) filter (where job.state = 'failed') as dead
    from pgboss.queue left join pgboss.job on job.name = queue.name
    where queue.name = any(${queues}::text[])
    group by queue.name order by queue.name`)
}

/**
 * Jobs that somebody took and did not end within a few seconds, or that wait for another attempt: of a worker that
 * died long before the queue gives its job to another. Who does one does it beside the queue, and must be able to.
 */
export async function stalledJobs<T>(
  db: Queryable,
  queue: string,
  { seconds, most }: { seconds: number; most: number },
): Promise<T[]> {
  const rows = await db.rows<{ data: T }>(sql`
    select data from pgboss.job where name = ${queue} and (state = 'retry'
      or (state = 'active' and started_on < clock_timestamp() - make_interval(secs => ${seconds})))
    order by created_on limit ${sql.integer(most)}`)
  return rows.map(({ data }) => data)
}
