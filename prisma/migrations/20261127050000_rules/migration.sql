-- Rules: what they are and were, what they did, and what they still have to do.

-- Conditions and actions for mail. active_since: since when time triggers count; what was reached before is left alone.
create table rule (
  id uuid primary key default new_id(),
  position integer not null,
  name text not null check (name <> ''),
  enabled boolean not null,
  trigger jsonb not null check (trigger ->> 'type' in ('messageArrives', 'conversationChanges', 'timePasses')),
  conditions jsonb not null,
  actions jsonb not null,
  stop boolean not null,
  version integer not null default 1 check (version > 0),
  active_since timestamptz(3) not null,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3)
);
create index rule_trigger_idx on rule ((trigger ->> 'type')) where enabled and deleted_at is null;

-- A rule as somebody left it: whole, so that a later explanation says what held then.
create table rule_version (
  rule_id uuid not null references rule,
  version integer not null check (version > 0),
  change text not null check (change in ('created', 'changed', 'removed', 'restored', 'rolledBack', 'imported')),
  content jsonb not null,
  author_id uuid references app_user,
  at timestamptz(3) not null,
  primary key (rule_id, version)
);

-- The rule book as it stood from an instant on: the versions of the rules that were in it, in their order.
-- Its newest row tells a process whether the rules that it holds are still those.
create table rule_book (
  number bigint generated always as identity primary key,
  id uuid not null unique default new_id(),
  rules jsonb not null,
  author_id uuid references app_user,
  at timestamptz(3) not null
);

-- The rules looked at for one conversation at one event. facts: what they saw beside the message, so that the
-- verdict of each can be told again; applied: those that acted, with the verdict of each condition.
-- problem: why they could not be looked at or act.
create table rule_run (
  id uuid primary key default new_id(),
  conversation_id uuid not null references conversation,
  message_id uuid references message,
  book_id uuid not null references rule_book (id),
  event text not null check (event in ('messageArrives', 'conversationChanges', 'timePasses')),
  at timestamptz(3) not null,
  facts jsonb not null,
  applied jsonb not null default '[]',
  effects jsonb not null default '[]',
  conflicts jsonb not null default '[]',
  stopped_by uuid,
  problem text
);
create index rule_run_conversation_idx on rule_run (conversation_id, at);
create index rule_run_message_idx on rule_run (message_id) where message_id is not null;

-- A rule that acted in a run.
create table rule_hit (
  run_id uuid not null references rule_run on delete cascade,
  rule_id uuid not null references rule,
  conversation_id uuid not null references conversation,
  at timestamptz(3) not null,
  primary key (run_id, rule_id)
);
create index rule_hit_rule_idx on rule_hit (rule_id, at desc) include (conversation_id);
create index rule_hit_conversation_idx on rule_hit (conversation_id);

-- What happens once: a rule that time started was looked at for a conversation, for a reason that holds since an instant.
create table rule_occasion (
  rule_id uuid not null references rule,
  conversation_id uuid not null references conversation,
  reason text not null check (reason in ('unansweredFor', 'dueIn')),
  since timestamptz(3) not null,
  at timestamptz(3) not null,
  primary key (rule_id, conversation_id, reason, since)
);
create index rule_occasion_conversation_idx on rule_occasion (conversation_id);

-- What a rule does over the network, once. detail: what was answered, or why it failed.
create table rule_task (
  id uuid primary key default new_id(),
  run_id uuid not null references rule_run,
  rule_id uuid not null references rule,
  conversation_id uuid not null references conversation,
  message_id uuid references message,
  action jsonb not null check (action ->> 'type' in ('notify', 'forward', 'webhook', 'sendTemplate')),
  captures jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  detail text,
  created_at timestamptz(3) not null,
  done_at timestamptz(3) check ((done_at is null) = (state = 'waiting'))
);
create index rule_task_run_idx on rule_task (run_id);
create index rule_task_conversation_idx on rule_task (conversation_id);

-- rule_id: the rule that wrote it, where nobody did.
alter table note alter column author_id drop not null;
alter table note add column rule_id uuid references rule;
alter table note add constraint note_writer_check check ((author_id is null) <> (rule_id is null));
