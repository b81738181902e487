import { sql } from '@levee/db'
import { connectImap, type ImapConnection } from '@levee/mail'
import { type Dovecot, startDovecot } from '@levee/mail/testing'
import type { Deps } from '../../../deps.ts'
import { startMailboxLoop } from '../mailbox-loop.ts'
import { aMailbox, anOrganisation, eventually, intakeDeps } from './intake-fixture.ts'

export type FiledMail = {
  uid: number
  subject: string
  fate: string
  reference: string | null
  status: string
}

export type MailboxState = {
  state: string
  error: string | null
  code: string | null
  failures: number
  retryAt: Date | null
  total: number
  done: number
  lastSyncAt: Date | null
  owner: string | null
}

/** A real mail server, and a worker that keeps mailboxes on it in step. Each test takes a user of its own. */
export class SyncedMailboxes {
  readonly server: Dovecot
  readonly deps: Deps & { close(): Promise<void> }
  readonly #loop: { stop(): Promise<void> }
  user = 0

  private constructor(
    server: Dovecot,
    deps: Deps & { close(): Promise<void> },
    loop: { stop(): Promise<void> },
  ) {
    this.server = server
    this.deps = deps
    this.#loop = loop
  }

  /**
   * @param options pop3: whether the server speaks that too; capability: announce only these IMAP extensions;
   *   now: a clock to be moved.
   */
  static async start(
    users: number,
    { now, ...options }: { pop3?: boolean; capability?: string; now?: () => Date } = {},
  ): Promise<SyncedMailboxes> {
    const server = await startDovecot({ users, ...options })
    const deps = { ...(await intakeDeps()), ...(now && { now }) }
    await anOrganisation(deps)
    return new SyncedMailboxes(server, deps, await startMailboxLoop(deps))
  }

  async stop(): Promise<void> {
    await this.#loop.stop()
    await this.deps.close()
    await this.server.stop()
  }

  /** Connects a mailbox to the current user's account. */
  async connect(more: Parameters<typeof aMailbox>[1] = {}): Promise<string> {
    const id = await aMailbox(this.deps, { account: this.server.account(this.user), ...more })
    await this.wake()
    return id
  }

  /** Asks for a full pass, and waits until it is done. */
  async pass(mailboxId: string): Promise<void> {
    const { db, now } = this.deps
    await db.run(sql`update mailbox set sync_requested_at = ${now()} where id = ${mailboxId}`)
    await this.wake()
    await eventually(async () =>
      db.row(sql`
        select 1 from mailbox where id = ${mailboxId} and sync_requested_at is null and state = 'idle'`),
    )
  }

  async wake(): Promise<void> {
    await this.deps.db.run(sql`select pg_notify('levee_sync', '')`)
  }

  /** Resolves once nobody keeps the mailbox in step. */
  async pause(mailboxId: string): Promise<void> {
    await this.deps.db.run(sql`update mailbox set paused = true where id = ${mailboxId}`)
    await this.wake()
    await this.whenState(mailboxId, ({ owner }) => owner === null)
  }

  async resume(mailboxId: string): Promise<void> {
    await this.deps.db.run(sql`update mailbox set paused = false where id = ${mailboxId}`)
    await this.wake()
  }

  deliver(raw: Buffer, more: Parameters<Dovecot['deliver']>[2] = {}): Promise<void> {
    return this.server.deliver(this.user, raw, more)
  }

  /** Another client of the current user. */
  client(): Promise<ImapConnection> {
    return connectImap(this.server.account(this.user), { allowPrivateNetwork: true })
  }

  /** What the ledger has of a mailbox, in the order of the register. */
  filed(mailboxId: string): Promise<FiledMail[]> {
    return this.deps.db.rows<FiledMail>(sql`
      select d.uid, m.subject, d.fate, c.reference, c.status from delivery d
        join message m on m.id = d.message_id join conversation c on c.id = m.conversation_id
      where d.mailbox_id = ${mailboxId} order by c.reference, m.received_at desc`)
  }

  whenFiled(mailboxId: string, count: number): Promise<FiledMail[]> {
    return eventually(async () => {
      const rows = await this.filed(mailboxId)
      return rows.length >= count && rows
    })
  }

  async state(mailboxId: string): Promise<MailboxState> {
    const row = await this.deps.db.row<MailboxState>(sql`
      select state, last_error as error, last_error_code as code, failures, retry_at as "retryAt",
        import_total as total, import_done as done, last_sync_at as "lastSyncAt",
        lease_owner as owner
      from mailbox where id = ${mailboxId}`)
    if (!row) throw new Error(`There is no mailbox ${mailboxId}.`)
    return row
  }

  whenState(mailboxId: string, is: (state: MailboxState) => boolean): Promise<MailboxState> {
    return eventually(async () => {
      const state = await this.state(mailboxId)
      return is(state) && state
    })
  }

  inStep(mailboxId: string): Promise<MailboxState> {
    return this.whenState(mailboxId, (row) => row.state === 'idle' && row.lastSyncAt !== null)
  }
}
