-- OAuth 2.0: a mailbox signs in with tokens of a provider instead of a password.

-- uses_oauth: mailbox_oauth says how.
alter table mailbox add column uses_oauth boolean not null default false;
alter table mailbox drop constraint mailbox_check;
alter table mailbox add constraint mailbox_imap_check check (protocol <> 'imap' or (
  incoming_host is not null and incoming_port is not null and incoming_security is not null
  and incoming_username is not null and (incoming_secret is null) = uses_oauth));

-- How a mailbox signs in with tokens. client: the application as the provider knows it, without its secret.
-- refused_at: since when the provider gives no more tokens: somebody must authorise again.
-- renewing_until: until then one worker asks for new tokens, and no other.
create table mailbox_oauth (
  mailbox_id uuid primary key references mailbox on delete cascade,
  flow text not null check (flow in ('authorizationCode', 'deviceCode', 'clientCredentials')),
  client jsonb not null check (client ->> 'provider' in ('microsoft365', 'google', 'custom')),
  client_secret bytea,
  access_token bytea not null,
  access_expires_at timestamptz(3) not null,
  refresh_token bytea,
  refresh_expires_at timestamptz(3) check (refresh_expires_at is null or refresh_token is not null),
  authorised_by uuid not null references app_user,
  authorised_at timestamptz(3) not null,
  refused_at timestamptz(3),
  renewing_until timestamptz(3)
);

-- An authorisation that somebody started and that only their session can finish.
-- mailbox_id: whose; null: of one that is still to be connected, which takes the tokens then.
-- state_hash: of what the browser must bring back, once; pending: sealed, what is needed to finish.
-- tokens: sealed, until a mailbox takes them. problem: why there are none.
create table authorisation (
  id uuid primary key default new_id(),
  started_by uuid not null references app_user on delete cascade,
  session_hash bytea not null,
  mailbox_id uuid references mailbox on delete cascade,
  flow text not null check (flow in ('authorizationCode', 'deviceCode', 'clientCredentials')),
  client jsonb not null,
  client_secret bytea,
  state_hash bytea unique,
  pending bytea,
  poll_at timestamptz(3),
  tokens bytea,
  problem text,
  finished_at timestamptz(3),
  expires_at timestamptz(3) not null,
  check (pending is null or finished_at is null),
  check (problem is null or (tokens is null and finished_at is not null))
);
create index authorisation_expires_at_idx on authorisation (expires_at);
