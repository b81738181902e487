import { inTransaction, sql } from '@levee/db'
import type { Requests, testApp } from '../../../testing/harness.ts'
import { setUpDeadlines } from '../service.ts'

type Promised = {
  asAdmin: Requests
  mailbox: { id: string }
  /** Of the SMTP server by which the mailbox writes to people. */
  port?: number
  kind: string
  warnings: readonly object[]
  pausedBy?: readonly string[]
}

/** Promises one thing for all mail within a working day of eight hours, with warnings. */
export async function promiseWithWarnings(
  { db, deps }: Pick<Awaited<ReturnType<typeof testApp>>, 'db' | 'deps'>,
  { asAdmin, mailbox, port = 25, kind, warnings, pausedBy = [] }: Promised,
): Promise<void> {
  await db.run(sql`
    update mailbox set outgoing_host = '127.0.0.1', outgoing_port = ${port}::int,
      outgoing_security = 'none' where id = ${mailbox.id}`)
  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Mairie',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: deps.now(),
    }),
  )
  const { items } = (await asAdmin.get('/api/v1/deadline-policies')).json()
  const target = {
    kind,
    length: { count: 480, unit: 'workingMinutes' },
    starts: 'received',
    waitsForOpening: true,
    startDayCounts: false,
    workingDays: 'calendar',
    ends: 'sameTime',
    movesToWorkingDay: false,
    isClear: false,
    leastWorkingDays: 0,
    pausedBy,
    warnings,
  }
  await asAdmin.patch(`/api/v1/deadline-policies/${items[0].id}`, { targets: [target] })
}
