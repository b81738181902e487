-- Rules tried on the whole history, applied to mail that is there, and taken back.

-- Long work with a rule. rule: as it was when the work was asked for. place: after which message it goes on.
-- left_out: what an undo or a roll-back left as it is. created_tags: tags that were made for it.
create table rule_work (
  id uuid primary key default new_id(),
  kind text not null check (kind in ('trial', 'apply', 'rollBack')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'previewed', 'done',
    'undoing', 'undone', 'cancelled', 'failed')),
  phase text not null default 'look' check (phase in ('look', 'write', 'undo')),
  rule jsonb not null,
  scope jsonb not null default '{}',
  place jsonb,
  total integer,
  examined integer not null default 0,
  matched integer not null default 0,
  changed integer not null default 0,
  taken integer not null default 0,
  to_check integer not null default 0,
  deadlines_moved integer not null default 0,
  created_tags uuid[] not null default '{}',
  problem text,
  started_by uuid not null references app_user,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3)
);

-- A message that the rule matched, what the rule comes to, and the log entry of what was done.
-- left_because: why an undo left it as it is.
create table rule_work_change (
  work_id uuid not null references rule_work on delete cascade,
  received_at timestamptz(3) not null,
  message_id uuid not null references message,
  conversation_id uuid not null references conversation,
  outcome text not null check (outcome in ('changes', 'taken', 'same')),
  change jsonb not null,
  is_handled boolean not null default false,
  activity_id uuid references activity,
  left_because text check (left_because in ('changedSince', 'merged')),
  primary key (work_id, received_at, message_id)
);
create index rule_work_change_open_idx on rule_work_change (work_id, message_id) where not is_handled;

-- Incoming mail, newest first, whoever's: what rules are tried on.
create index message_incoming_idx on message (received_at desc, id desc) where direction = 'incoming';

-- What staff chose for mail, as it was learned last: its tokens and choices, so that a later choice takes their place.
create table filing_mail (
  conversation_id uuid primary key references conversation on delete cascade,
  tokens text[] not null,
  choices text[] not null
);

-- In how many mails that staff filed a token (or '': any) goes with a choice (kind:id; or '': any).
create table filing_count (
  choice text not null,
  token text not null,
  mails integer not null check (mails >= 0),
  primary key (token, choice)
);

-- Until when the log was learned from: one row.
create table filing_progress (
  id smallint primary key default 1 check (id = 1),
  learned_until timestamptz(3) not null
);
insert into filing_progress (learned_until) values ('epoch');
create index activity_decided_idx on activity (at) where actor_id is not null and kind in ('changed', 'undone');
