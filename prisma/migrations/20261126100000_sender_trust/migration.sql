-- Whom a mail really comes from: what servers found, the judgement with its reasons, who wrote before.

alter table mailbox add column authserv_id text check (authserv_id <> '');

-- signs: what the message shows of where it comes from and leads to, read with it (domain/trust).
-- authentication: null until somebody has looked. trust_level: null for what we sent and for history.
alter table message
  add column signs jsonb not null default '{}',
  add column authentication jsonb,
  add column trust_level text check (trust_level in ('verified', 'unknown', 'first', 'danger')),
  add column trust_reasons jsonb not null default '[]';
-- the newest mail of one sender or of one server, for finding a campaign
create index message_from_idx on message (lower(from_address), received_at) where direction = 'incoming';
create index message_envelope_domain_idx on message (split_part(signs ->> 'envelopeFrom', '@', 2), received_at)
  where signs ->> 'envelopeFrom' is not null;

-- trust: of its last incoming message. spam_reason: why it was set aside, when somebody said so.
alter table conversation
  add column trust text not null default 'unknown' check (trust in ('verified', 'unknown', 'first', 'danger')),
  add column spam_reason text check (spam_reason in ('phishing'));
drop index conversation_quarantined_idx;
create index conversation_quarantined_idx on conversation (last_message_at desc, id desc)
  where (is_quarantined or spam_reason is not null) and status <> 'archived';

-- what one report set aside is taken back together
create index activity_campaign_idx on activity ((after ->> 'campaign')) where kind = 'reported';

-- An address that wrote to the organisation: how often, since when, and the name that it used first.
create table sender (
  address text primary key, -- in lower case
  domain text not null,
  name text not null default '',
  messages integer not null check (messages > 0),
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null
);
create index sender_domain_idx on sender using gin (domain gin_trgm_ops);
create index sender_name_idx on sender using gin (fold_text(name) gin_trgm_ops);

insert into sender (address, domain, name, messages, first_at, last_at)
select lower(from_address), split_part(lower(from_address), '@', 2),
  coalesce((array_agg(from_name order by received_at) filter (where from_name <> ''))[1], ''),
  count(*), min(received_at), max(received_at)
from message where direction = 'incoming' and from_address <> '' group by lower(from_address);

-- Somebody says of a suspicious message that it is legitimate; a second person confirms it.
create table legitimacy_claim (
  message_id uuid primary key references message on delete cascade,
  reason text not null check (reason <> ''),
  claimed_by uuid not null references app_user,
  claimed_at timestamptz(3) not null,
  confirmed_by uuid references app_user check (confirmed_by <> claimed_by),
  confirmed_at timestamptz(3),
  check ((confirmed_by is null) = (confirmed_at is null))
);
