import { type Queryable, sql, type Tx } from '@levee/db'
import type { KeptClient } from './queries.ts'

/** An authorisation under way. */
export type AuthorisationRow = KeptClient & {
  id: string
  startedBy: string
  mailboxId: string | null
  /** Sealed: what is needed to finish; null once that was tried. */
  pending: Buffer | null
  tokens: Buffer | null
  problem: string | null
  finishedAt: Date | null
  expiresAt: Date
}

/** Who may go on with an authorisation: the session, or token, that started it. */
export type Starter = { viewerId: string; sessionHash: Buffer }

const columns = sql`id, flow, client, client_secret as "clientSecret", started_by as "startedBy",
  mailbox_id as "mailboxId", pending, tokens, problem, finished_at as "finishedAt",
  expires_at as "expiresAt"`

export type NewAuthorisation = KeptClient & {
  starter: Starter
  mailboxId: string | null
  stateHash: Buffer | null
  pending: Buffer | null
  pollAt: Date | null
  expiresAt: Date
}

export async function insertAuthorisation(
  db: Queryable,
  a: NewAuthorisation,
): Promise<AuthorisationRow> {
  const row = await db.row<AuthorisationRow>(sql`
    insert into authorisation (started_by, session_hash, mailbox_id, flow, client, client_secret,
      state_hash, pending, poll_at, expires_at)
    values (${a.starter.viewerId}, ${a.starter.sessionHash}, ${a.mailboxId}, ${a.flow},
      ${JSON.stringify(a.client)}::jsonb, ${a.clientSecret}, ${a.stateHash}, ${a.pending},
      ${a.pollAt}, ${a.expiresAt})
    returning ${columns}`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row
}

const isOf = ({ viewerId, sessionHash }: Starter) =>
  sql`started_by = ${viewerId} and session_hash = ${sessionHash}`

export async function authorisationOf(
  db: Queryable,
  starter: Starter,
  id: string,
): Promise<AuthorisationRow | undefined> {
  return db.row<AuthorisationRow>(sql`
    select ${columns} from authorisation where id = ${id} and ${isOf(starter)}`)
}

/** The authorisation that a browser comes back with, once: whoever comes second gets nothing. */
export async function takeByState(
  db: Queryable,
  starter: Starter,
  stateHash: Buffer,
  now: Date,
): Promise<AuthorisationRow | undefined> {
  return db.row<AuthorisationRow>(sql`
    update authorisation set state_hash = null
    where state_hash = ${stateHash} and ${isOf(starter)} and expires_at > ${now}
      and finished_at is null
    returning ${columns}`)
}

/** The authorisation, if its provider may be asked again now; nobody else asks until `next`. */
export async function takeForPolling(
  db: Queryable,
  starter: Starter,
  id: string,
  { now, next }: { now: Date; next: Date },
): Promise<AuthorisationRow | undefined> {
  return db.row<AuthorisationRow>(sql`
    update authorisation set poll_at = ${next}
    where id = ${id} and ${isOf(starter)} and poll_at <= ${now} and expires_at > ${now}
      and finished_at is null
    returning ${columns}`)
}

/** A provider wants to be asked less often. */
export async function keepPending(
  db: Queryable,
  id: string,
  { pending, pollAt }: { pending: Buffer; pollAt: Date },
): Promise<void> {
  await db.run(sql`
    update authorisation set pending = ${pending}, poll_at = ${pollAt}
    where id = ${id} and finished_at is null`)
}

export type Outcome = { tokens: Buffer | null; problem: string | null; at: Date; expiresAt: Date }

/** How an authorisation ended; nothing that was needed to finish it is kept. */
export async function finishAuthorisation(
  db: Queryable,
  id: string,
  { tokens, problem, at, expiresAt }: Outcome,
): Promise<void> {
  await db.run(sql`
    update authorisation set pending = null, state_hash = null, tokens = ${tokens},
      problem = ${problem}, finished_at = ${at}, expires_at = ${expiresAt}
    where id = ${id}`)
}

/** The tokens that wait for a mailbox; only whoever asked for them has them. */
export async function grantedTo(
  db: Queryable,
  viewerId: string,
  id: string,
  now: Date,
): Promise<(AuthorisationRow & { tokens: Buffer }) | undefined> {
  return db.row(sql`
    select ${columns} from authorisation
    where id = ${id} and started_by = ${viewerId} and tokens is not null and expires_at > ${now}`)
}

/** A mailbox has taken the tokens: they are kept in one place only. */
export async function dropAuthorisation(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from authorisation where id = ${id}`)
}
