import { type Db, sql } from '@levee/db'

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
