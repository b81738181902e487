-- Identifiers are UUIDv7 (RFC 9562 §5.7): they grow with time, so that indexes stay compact. PostgreSQL 18 has uuidv7(); 15 has not.
create function new_id() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

create extension if not exists pg_trgm;

-- A text as the filter box compares it: without case and accents. `foldText` of packages/domain does the same.
create function fold_text(value text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g'))
$$;

-- The organisation this installation serves: one row once set up.
create table installation (
  id smallint primary key default 1 check (id = 1),
  organisation text not null check (organisation <> ''),
  locale text not null check (locale in ('fr', 'en')),
  time_zone text not null,
  created_at timestamptz(3) not null default now()
);

-- A person who signs in.
create table app_user (
  id uuid primary key default new_id(),
  name text not null check (name <> ''),
  email text not null,
  role text not null check (role in ('staff', 'manager', 'admin')),
  password_hash text,
  locale text not null check (locale in ('fr', 'en')),
  disabled_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);
create unique index app_user_email_key on app_user (lower(email));

-- A signed-in browser; the cookie holds the secret, the row its SHA-256.
create table session (
  token_hash bytea primary key,
  user_id uuid not null references app_user on delete cascade,
  user_agent text not null default '',
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index session_user_id_idx on session (user_id);

-- A failed sign-in, kept for the limit per account and address.
create table sign_in_failure (
  id uuid primary key default new_id(),
  account text not null,
  address text not null,
  at timestamptz(3) not null default now()
);
create index sign_in_failure_account_at_idx on sign_in_failure (account, at);
create index sign_in_failure_address_at_idx on sign_in_failure (address, at);

-- A bearer token for programs; only its SHA-256 is kept.
create table api_token (
  id uuid primary key default new_id(),
  user_id uuid not null references app_user on delete cascade,
  name text not null,
  token_hash bytea not null unique,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index api_token_user_id_idx on api_token (user_id);

-- A group of users to whom a conversation can be assigned.
create table team (
  id uuid primary key default new_id(),
  name text not null check (name <> ''),
  assignment text not null default 'manual' check (assignment in ('manual', 'roundRobin', 'leastLoaded')),
  created_at timestamptz(3) not null default now()
);
create unique index team_name_key on team (lower(name));

-- A user who belongs to a team.
create table team_member (
  team_id uuid not null references team on delete cascade,
  user_id uuid not null references app_user on delete cascade,
  primary key (team_id, user_id)
);
create index team_member_user_id_idx on team_member (user_id);

-- A shared address of the organisation, with its servers and the state of its synchronisation.
create table mailbox (
  id uuid primary key default new_id(),
  name text not null check (name <> ''),
  address text not null,
  color text not null default 'river',
  protocol text not null check (protocol in ('imap', 'push')),
  incoming_host text,
  incoming_port integer check (incoming_port between 1 and 65535),
  incoming_security text check (incoming_security in ('tls', 'starttls', 'none')),
  incoming_username text,
  incoming_secret bytea,
  watched_folders text[] not null default '{}',
  mode text not null default 'mirror' check (mode in ('mirror', 'readOnly')),
  triage_since timestamptz(3) not null,
  outgoing_host text,
  outgoing_port integer check (outgoing_port between 1 and 65535),
  outgoing_security text check (outgoing_security in ('tls', 'starttls', 'none')),
  outgoing_username text,
  outgoing_secret bytea,
  paused boolean not null default false,
  state text not null default 'idle' check (state in ('idle', 'syncing', 'error')),
  last_sync_at timestamptz(3),
  last_error text,
  last_error_code text,
  last_error_at timestamptz(3),
  retry_at timestamptz(3),
  failures integer not null default 0,
  import_total integer not null default 0,
  import_done integer not null default 0,
  import_bytes_total bigint not null default 0,
  import_bytes_done bigint not null default 0,
  import_started_at timestamptz(3),
  lease_owner text,
  lease_until timestamptz(3),
  sync_requested_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  check (protocol <> 'imap' or (incoming_host is not null and incoming_port is not null and incoming_security is not null and incoming_username is not null and incoming_secret is not null))
);
create unique index mailbox_address_key on mailbox (lower(address));

-- A user who may see the mail of a mailbox.
create table mailbox_member (
  mailbox_id uuid not null references mailbox on delete cascade,
  user_id uuid not null references app_user on delete cascade,
  primary key (mailbox_id, user_id)
);
create index mailbox_member_user_id_idx on mailbox_member (user_id);

-- A team whose members may see the mail of a mailbox.
create table mailbox_team (
  mailbox_id uuid not null references mailbox on delete cascade,
  team_id uuid not null references team on delete cascade,
  primary key (mailbox_id, team_id)
);
create index mailbox_team_team_id_idx on mailbox_team (team_id);

-- A folder of the mail server, under one UIDVALIDITY (RFC 9051 §2.3.1.1).
-- next_uid: every UID below it is in the ledger; it moves in the transaction that stores. 1 until the first import is complete.
create table folder (
  id uuid primary key default new_id(),
  mailbox_id uuid not null references mailbox on delete cascade,
  path text not null,
  role text check (role in ('inbox', 'sent', 'archive', 'junk', 'trash', 'drafts')),
  uid_validity bigint not null,
  next_uid bigint not null default 1,
  highest_modseq text,
  server_count integer not null default 0,
  checked_at timestamptz(3),
  unique (mailbox_id, path)
);

-- The matter that its messages belong to: what is assigned, tagged, answered, archived.
-- mailbox_ids: the mailboxes that received it, the first one first; who is a member of one of them may see it.
-- merged_into: the conversation that a later mail showed to be the same one and that has its messages now; only its number remains.
-- due_soon_at: from when on due_at is near (domain/deadlines), kept so that views and counts need no working time.
create table conversation (
  id uuid primary key default new_id(),
  mailbox_ids uuid[] not null check (cardinality(mailbox_ids) > 0),
  mailbox_id uuid not null generated always as (mailbox_ids[1]) stored,
  reference text unique,
  subject text not null,
  snippet text not null default '',
  status text not null check (status in ('open', 'waiting', 'answered', 'archived', 'spam')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  assignee_id uuid references app_user,
  team_id uuid references team on delete set null,
  from_name text not null default '',
  from_address text not null default '',
  message_count integer not null default 0,
  has_attachments boolean not null default false,
  is_quarantined boolean not null default false,
  imported boolean not null default false,
  received_at timestamptz(3) not null,
  last_message_at timestamptz(3) not null,
  due_at timestamptz(3),
  due_set_at timestamptz(3),
  due_soon_at timestamptz(3),
  snoozed_until timestamptz(3),
  claims_to_answer uuid references conversation,
  merged_into uuid references conversation,
  revision integer not null default 1,
  words text not null generated always as (fold_text(' ' || subject || ' ' || from_name || ' ' || from_address || ' ' || coalesce(reference, ''))) stored,
  created_at timestamptz(3) not null default now(),
  check ((due_at is null) = (due_soon_at is null))
);
create index conversation_status_received_idx on conversation (status, last_message_at desc, id desc);
create index conversation_received_idx on conversation (last_message_at desc, id desc);
create index conversation_mailbox_status_received_idx on conversation (mailbox_id, status, last_message_at desc, id desc);
create index conversation_mailbox_received_idx on conversation (mailbox_id, last_message_at desc, id desc);
create index conversation_mailbox_open_idx on conversation (mailbox_id, last_message_at desc, id desc) where status in ('open', 'waiting');
create index conversation_several_mailboxes_received_idx on conversation (last_message_at desc, id desc) where mailbox_ids[2] is not null;
create index conversation_several_mailboxes_open_idx on conversation (last_message_at desc, id desc) where mailbox_ids[2] is not null and status in ('open', 'waiting');
create index conversation_several_mailboxes_idx on conversation using gin (mailbox_ids) where mailbox_ids[2] is not null;
create index conversation_open_received_idx on conversation (last_message_at desc, id desc) where status in ('open', 'waiting');
create index conversation_due_idx on conversation (due_at, id) include (status, due_soon_at, snoozed_until, mailbox_ids) where due_at is not null and status in ('open', 'waiting');
create index conversation_assignee_idx on conversation (assignee_id, last_message_at desc, id desc) include (mailbox_ids) where status in ('open', 'waiting');
create index conversation_team_idx on conversation (team_id) include (snoozed_until, mailbox_ids) where status = 'open' and assignee_id is null and team_id is not null;
create index conversation_snoozed_idx on conversation (snoozed_until) include (status, assignee_id, mailbox_ids) where snoozed_until is not null;
create index conversation_quarantined_idx on conversation (last_message_at desc, id desc) where is_quarantined and status <> 'archived';
create index conversation_words_idx on conversation using gin (words gin_trgm_ops);

-- How many conversations of a status an audience (set of mailboxes) has, with and without an assignee:
-- what is off the desk is never counted by reading it.
create table conversation_count (
  id uuid primary key default new_id(),
  mailbox_ids uuid[] not null,
  status text not null,
  is_assigned boolean not null,
  n integer not null
);
create unique index conversation_count_key on conversation_count (mailbox_ids, status, is_assigned);

-- The registration number of a conversation: gap-free per register and year.
create table register_line (
  id uuid primary key default new_id(),
  register text not null default 'main',
  year integer not null,
  number integer not null check (number > 0),
  conversation_id uuid not null unique references conversation,
  registered_at timestamptz(3) not null,
  unique (register, year, number)
);

-- The last number given in a register and year; its row lock keeps the numbers gap-free.
create table register_counter (
  register text not null default 'main',
  year integer not null,
  last_number integer not null,
  primary key (register, year)
);

-- One e-mail. Its raw source (blob raw_sha256) never changes; the rest is what was read from it.
create table message (
  id uuid primary key default new_id(),
  conversation_id uuid not null references conversation,
  mailbox_id uuid not null references mailbox,
  direction text not null check (direction in ('incoming', 'outgoing')),
  channel text not null default 'email' check (channel in ('email', 'paper')),
  state text not null check (state in ('received', 'quarantined', 'queued', 'sending', 'sent', 'failed', 'bounced', 'cancelled')),
  problem text,
  raw_sha256 text,
  content_sha256 text unique,
  size bigint not null default 0,
  internet_message_id text,
  in_reply_to text[] not null default '{}',
  reference_ids text[] not null default '{}',
  from_name text not null default '',
  from_address text not null default '',
  reply_to jsonb not null default '[]',
  to_addresses jsonb not null default '[]',
  cc_addresses jsonb not null default '[]',
  bcc_addresses jsonb not null default '[]',
  subject text not null default '',
  sent_at timestamptz(3),
  received_at timestamptz(3) not null,
  text text not null default '',
  has_html boolean not null default false,
  headers jsonb not null default '[]',
  automatic text not null default 'no' check (automatic in ('no', 'autoReply', 'bounce', 'list')),
  threading jsonb not null default '{}',
  author_id uuid references app_user,
  created_at timestamptz(3) not null default now()
);
create index message_conversation_idx on message (conversation_id, received_at) include (direction, created_at);
create index message_unsent_idx on message (conversation_id) include (state) where state in ('queued', 'sending', 'failed');
create index message_internet_message_id_idx on message (md5(internet_message_id));
create index message_reference_ids_idx on message using gin (reference_ids);
create index message_mailbox_idx on message (mailbox_id);

-- A part of a received message, by its place in the source; or a file uploaded for a reply (blob_sha256).
create table attachment (
  message_id uuid not null references message on delete cascade,
  index integer not null,
  name text not null,
  content_type text not null,
  size bigint not null,
  inline boolean not null default false,
  content_id text,
  blob_sha256 text,
  primary key (message_id, index)
);

-- A file uploaded for a reply that is not sent yet.
create table upload (
  id uuid primary key default new_id(),
  user_id uuid not null references app_user on delete cascade,
  name text not null,
  content_type text not null,
  size bigint not null,
  blob_sha256 text not null,
  created_at timestamptz(3) not null default now()
);

-- The ledger: one message as found in one folder of one mailbox, and its fate.
-- moved_to…: where we moved it on the server, so that it can be brought back; moved_to_uid null: the server did not say.
create table delivery (
  id uuid primary key default new_id(),
  mailbox_id uuid not null references mailbox on delete cascade,
  folder_id uuid not null references folder on delete cascade,
  uid_validity bigint not null,
  uid bigint not null,
  message_id uuid references message,
  raw_sha256 text not null,
  fate text not null check (fate in ('filed', 'newsletters', 'spam', 'imported', 'sent', 'quarantined', 'moved', 'gone')),
  internal_date timestamptz(3) not null,
  stored_at timestamptz(3) not null default now(),
  moved_to text,
  moved_to_uid_validity bigint,
  moved_to_uid bigint,
  unique (mailbox_id, folder_id, uid_validity, uid)
);
create index delivery_message_idx on delivery (message_id);

-- What is needed to send an outgoing message once, and how far it came.
-- status_before: the conversation's status before the reply changed it at once; taking the reply back restores it.
create table outgoing (
  message_id uuid primary key references message,
  envelope_from text not null,
  envelope_to text[] not null check (cardinality(envelope_to) > 0),
  send_at timestamptz(3) not null,
  set_status text check (set_status in ('open', 'waiting', 'answered', 'archived')),
  status_before text,
  answers_message_id uuid references message,
  attempts integer not null default 0,
  attempted_at timestamptz(3),
  sent_at timestamptz(3),
  last_error text,
  appended_at timestamptz(3)
);

-- A comment that only staff see.
create table note (
  id uuid primary key default new_id(),
  conversation_id uuid not null references conversation,
  author_id uuid not null references app_user,
  text text not null check (text <> ''),
  created_at timestamptz(3) not null default now()
);
create index note_conversation_idx on note (conversation_id, created_at);

-- A coloured label.
create table tag (
  id uuid primary key default new_id(),
  name text not null check (name <> ''),
  color text not null check (color in ('river', 'reed', 'ochre', 'flood', 'plum', 'riverDeep', 'reedDeep', 'plumDeep')),
  created_at timestamptz(3) not null default now()
);
create unique index tag_name_key on tag (lower(name));

-- A label on a conversation.
create table conversation_tag (
  conversation_id uuid not null references conversation on delete cascade,
  tag_id uuid not null references tag on delete cascade,
  primary key (conversation_id, tag_id)
);
create index conversation_tag_tag_idx on conversation_tag (tag_id, conversation_id);

-- Until when a user has read a conversation.
create table conversation_read (
  user_id uuid not null references app_user on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  read_at timestamptz(3) not null,
  primary key (user_id, conversation_id)
);

-- Who did what, when: append-only, chained by hash within a conversation. actor_id null: Levee itself.
-- revision: the one that the conversation had when this was recorded; a change is saved before it is recorded.
create table activity (
  id uuid primary key default new_id(),
  conversation_id uuid not null references conversation,
  seq integer not null,
  actor_id uuid references app_user,
  kind text not null,
  before jsonb not null default '{}',
  after jsonb not null default '{}',
  undoes uuid unique references activity,
  revision integer not null,
  at timestamptz(3) not null,
  prev_hash bytea not null,
  hash bytea not null,
  unique (conversation_id, seq)
);

create function activity_chain() returns trigger language plpgsql as $$
declare last record;
begin
  -- the conversation's row lock orders the writers of its chain
  select revision into new.revision from conversation where id = new.conversation_id for no key update;
  select seq, hash into last from activity where conversation_id = new.conversation_id order by seq desc limit 1;
  new.seq := coalesce(last.seq, 0) + 1;
  new.prev_hash := coalesce(last.hash, '\x'::bytea);
  new.hash := sha256(new.prev_hash || convert_to(jsonb_build_object(
    'id', new.id, 'conversation', new.conversation_id, 'seq', new.seq, 'actor', new.actor_id, 'kind', new.kind,
    'before', new.before, 'after', new.after, 'undoes', new.undoes, 'revision', new.revision, 'at', extract(epoch from new.at))::text, 'UTF8'));
  return new;
end $$;
create trigger activity_chain before insert on activity for each row execute function activity_chain();

create function activity_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The activity log is append-only.';
end $$;
create trigger activity_is_append_only before update or delete on activity for each row execute function activity_is_append_only();

-- A POST that carried an Idempotency-Key, and the answer it got once it succeeded (sealed: it may hold an initial password).
create table idempotent_answer (
  user_id uuid not null references app_user on delete cascade,
  key text not null,
  route text not null,
  request_hash bytea not null,
  status integer,
  answer bytea,
  at timestamptz(3) not null default now(),
  primary key (user_id, key, route)
);

-- conversation_count follows the conversations, a statement at a time.
create function add_to_count(ids uuid[], status_ text, is_assigned_ boolean, delta integer) returns void language sql as $$
  insert into conversation_count as c (mailbox_ids, status, is_assigned, n) values (ids, status_, is_assigned_, delta)
  on conflict (mailbox_ids, status, is_assigned) do update set n = c.n + excluded.n
$$;

create function conversation_inserted() returns trigger language plpgsql as $$
begin
  perform add_to_count(d.ids, d.status, d.is_assigned, d.n) from (
    select mailbox_ids as ids, status, assignee_id is not null as is_assigned, count(*)::integer as n
    from fresh where merged_into is null group by 1, 2, 3 order by 1, 2, 3) d;
  return null;
end $$;
create trigger conversation_inserted after insert on conversation referencing new table as fresh
  for each statement execute function conversation_inserted();

create function conversation_updated() returns trigger language plpgsql as $$
begin
  perform add_to_count(d.ids, d.status, d.is_assigned, d.n) from (
    select ids, status, is_assigned, sum(n)::integer as n from (
      select mailbox_ids as ids, status, assignee_id is not null as is_assigned, 1 as n from fresh where merged_into is null
      union all
      select mailbox_ids, status, assignee_id is not null, -1 from stale where merged_into is null) c
    group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3) d;
  return null;
end $$;
create trigger conversation_updated after update on conversation referencing old table as stale new table as fresh
  for each statement execute function conversation_updated();

create function conversation_deleted() returns trigger language plpgsql as $$
begin
  perform add_to_count(d.ids, d.status, d.is_assigned, -d.n) from (
    select mailbox_ids as ids, status, assignee_id is not null as is_assigned, count(*)::integer as n
    from stale where merged_into is null group by 1, 2, 3 order by 1, 2, 3) d;
  return null;
end $$;
create trigger conversation_deleted after delete on conversation referencing old table as stale
  for each statement execute function conversation_deleted();
