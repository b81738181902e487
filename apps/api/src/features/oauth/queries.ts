import { type Queryable, sql, type Sql, type Tx } from '@levee/db'
import type { OAuthClient, OAuthFlow } from '@levee/mail'

/** The application as it is kept, its secret apart and sealed. */
export type KeptClient = {
  flow: OAuthFlow
  client: Omit<OAuthClient, 'clientSecret'>
  clientSecret: Buffer | null
}

/** How a mailbox signs in with tokens, which are sealed. */
export type OAuthRow = KeptClient & {
  mailboxId: string
  accessToken: Buffer
  accessExpiresAt: Date
  refreshToken: Buffer | null
  authorisedAt: Date
}

export async function oauthOf(db: Queryable, mailboxId: string): Promise<OAuthRow | undefined> {
  return db.row<OAuthRow>(sql`
    select mailbox_id as "mailboxId", flow, client, client_secret as "clientSecret",
      access_token as "accessToken", access_expires_at as "accessExpiresAt",
      refresh_token as "refreshToken", authorised_at as "authorisedAt"
    from mailbox_oauth where mailbox_id = ${mailboxId}`)
}

const RENEWAL = 60 // seconds that one worker has to ask for new tokens; a provider has 20 to answer

/** Whether this worker, and for a while no other, may ask for new tokens. The database's clock counts. */
export async function claimRenewal(db: Queryable, mailboxId: string): Promise<boolean> {
  const claimed = await db.run(sql`
    update mailbox_oauth set renewing_until = now() + ${RENEWAL} * interval '1 second'
    where mailbox_id = ${mailboxId} and (renewing_until is null or renewing_until < now())`)
  return claimed === 1
}

export async function endRenewal(db: Queryable, mailboxId: string): Promise<void> {
  await db.run(sql`
    update mailbox_oauth set renewing_until = null where mailbox_id = ${mailboxId}`)
}

/** Tokens as they are kept: sealed. */
export type SealedTokens = {
  accessToken: Buffer
  accessExpiresAt: Date
  refreshToken: Buffer | null
  refreshExpiresAt: Date | null
}

/** Keeps new tokens; without a new refresh token the one before stays. Not over another authorisation. */
export async function renewTokens(
  db: Queryable,
  row: OAuthRow,
  tokens: SealedTokens,
): Promise<void> {
  await db.run(sql`
    update mailbox_oauth set access_token = ${tokens.accessToken},
      access_expires_at = ${tokens.accessExpiresAt}, refused_at = null, renewing_until = null,
      refresh_expires_at = case when ${tokens.refreshToken}::bytea is null then refresh_expires_at
        else ${tokens.refreshExpiresAt}::timestamptz end,
      refresh_token = coalesce(${tokens.refreshToken}::bytea, refresh_token)
    where mailbox_id = ${row.mailboxId} and authorised_at = ${row.authorisedAt}`)
}

/** Remembers since when the provider gives no more tokens. */
export async function recordRefusal(db: Queryable, row: OAuthRow, at: Date): Promise<void> {
  await db.run(sql`
    update mailbox_oauth set refused_at = coalesce(refused_at, ${at}), renewing_until = null
    where mailbox_id = ${row.mailboxId} and authorised_at = ${row.authorisedAt}`)
}

export type NewOAuth = KeptClient & {
  mailboxId: string
  tokens: SealedTokens
  authorisedBy: string
  at: Date
}

/** From now on the mailbox signs in with these tokens. */
export async function keepOAuth(tx: Tx, oauth: NewOAuth): Promise<void> {
  const { mailboxId, flow, client, clientSecret, tokens, authorisedBy, at } = oauth
  await tx.run(sql`
    insert into mailbox_oauth (mailbox_id, flow, client, client_secret, access_token,
      access_expires_at, refresh_token, refresh_expires_at, authorised_by, authorised_at)
    values (${mailboxId}, ${flow}, ${JSON.stringify(client)}::jsonb, ${clientSecret},
      ${tokens.accessToken}, ${tokens.accessExpiresAt}, ${tokens.refreshToken},
      ${tokens.refreshExpiresAt}, ${authorisedBy}, ${at})
    on conflict (mailbox_id) do update set flow = excluded.flow, client = excluded.client,
      client_secret = excluded.client_secret, access_token = excluded.access_token,
      access_expires_at = excluded.access_expires_at, refresh_token = excluded.refresh_token,
      refresh_expires_at = excluded.refresh_expires_at, authorised_by = excluded.authorised_by,
      authorised_at = excluded.authorised_at, refused_at = null, renewing_until = null`)
}

/** The mailbox has no password any more; the one for sending goes too where it was the same account's. */
export async function dropPasswords(tx: Tx, mailboxId: string): Promise<void> {
  await tx.run(sql`
    update mailbox set uses_oauth = true, incoming_secret = null, retry_at = null, failures = 0,
      outgoing_secret = case when outgoing_username = incoming_username then null
        else outgoing_secret end
    where id = ${mailboxId}`)
}

export async function forgetOAuth(tx: Tx, mailboxId: string): Promise<void> {
  await tx.run(sql`delete from mailbox_oauth where mailbox_id = ${mailboxId}`)
}

/** How a mailbox signs in with tokens, as it may be shown; null where it does not. */
export type OAuthFacts = {
  flow: OAuthFlow
  client: Omit<OAuthClient, 'clientSecret'>
  accessExpiresAt: string
  canRenew: boolean
  refreshExpiresAt: string | null
  authorisedBy: { id: string; name: string }
  authorisedAt: string
  refusedAt: string | null
}

/** A column with the `OAuthFacts` of a mailbox. */
export const oauthFacts = (mailboxId: Sql): Sql => sql`
  (select jsonb_build_object('flow', o.flow, 'client', o.client,
      'accessExpiresAt', o.access_expires_at, 'canRenew', o.refresh_token is not null,
      'refreshExpiresAt', o.refresh_expires_at, 'authorisedAt', o.authorised_at,
      'authorisedBy', jsonb_build_object('id', u.id, 'name', u.name), 'refusedAt', o.refused_at)
    from mailbox_oauth o join app_user u on u.id = o.authorised_by
    where o.mailbox_id = ${mailboxId})`
