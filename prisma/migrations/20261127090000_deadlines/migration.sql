-- Calendars and deadline policies in versions, the deadlines that they give, warnings of them.

-- When somebody works. version: the newest; a version never changes. removed_at: what was counted by it stays explained.
create table calendar (
  id uuid primary key default new_id(),
  version integer not null default 1,
  is_default boolean not null default false,
  removed_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);
create unique index calendar_default_idx on calendar (is_default) where is_default;

-- A calendar as it was from `at` on, whole: week, exceptions, holidays, what its feeds closed.
create table calendar_version (
  calendar_id uuid not null references calendar,
  version integer not null,
  content jsonb not null,
  author_id uuid references app_user,
  at timestamptz(3) not null,
  primary key (calendar_id, version)
);

-- An iCalendar file that closes days. url null: it was uploaded. content: what was read last, for the days to come.
create table calendar_feed (
  id uuid primary key default new_id(),
  calendar_id uuid not null references calendar on delete cascade,
  name text not null,
  url text,
  content text,
  closures jsonb not null default '[]',
  read_at timestamptz(3),
  next_read_at timestamptz(3),
  problem text
);
create index calendar_feed_calendar_idx on calendar_feed (calendar_id);
create index calendar_feed_next_read_idx on calendar_feed (next_read_at) where next_read_at is not null;

-- Null: the calendar of the team, else of the organisation.
alter table mailbox add column calendar_id uuid references calendar;
alter table team add column calendar_id uuid references calendar;

-- Which deadlines conversations have. position: in which order they are tried; the fall-back last.
create table deadline_policy (
  id uuid primary key default new_id(),
  version integer not null default 1,
  position integer not null,
  is_fallback boolean not null default false,
  removed_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);
create unique index deadline_policy_fallback_idx on deadline_policy (is_fallback) where is_fallback and removed_at is null;

create table deadline_policy_version (
  policy_id uuid not null references deadline_policy,
  version integer not null,
  content jsonb not null,
  author_id uuid references app_user,
  at timestamptz(3) not null,
  primary key (policy_id, version)
);

-- What happened to a conversation as far as clocks care: the activity log, read.
-- policy_id: set by a rule or by hand; null: the policies' conditions decide.
create table deadline_clock (
  conversation_id uuid primary key references conversation on delete cascade,
  events jsonb not null default '[]',
  policy_id uuid references deadline_policy
);

-- One deadline of a conversation. Open while met_at is null; overdue when due_at has passed then and it is not paused.
-- due_at: while paused without an end, when it would be due had it resumed at once. near_from: from when on it is near.
-- paused_until: when a pause ends by itself. working_minutes: the whole delay. policy null: set by hand alone.
create table deadline (
  id uuid primary key default new_id(),
  conversation_id uuid not null references conversation on delete cascade,
  kind text not null check (kind in ('acknowledge', 'firstReply', 'nextReply', 'resolution', 'opinion', 'statutory')),
  policy_id uuid references deadline_policy,
  policy_version integer not null default 0,
  calendar_id uuid references calendar,
  calendar_version integer not null default 0,
  started_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  near_from timestamptz(3) not null,
  working_minutes double precision not null,
  met_at timestamptz(3),
  paused_at timestamptz(3),
  paused_until timestamptz(3),
  is_by_hand boolean not null default false,
  next_warning_at timestamptz(3),
  unique (conversation_id, kind)
);
create index deadline_open_idx on deadline (due_at, conversation_id) where met_at is null;
create index deadline_met_idx on deadline (met_at) where met_at is not null;
create index deadline_next_warning_idx on deadline (next_warning_at) where next_warning_at is not null;

-- What lists show of the earliest open deadline, so that they need no other table. due_calendar_*: whose hours its share is of.
alter table conversation
  add column due_kind text,
  add column due_minutes double precision,
  add column due_paused_at timestamptz(3),
  add column due_paused_until timestamptz(3),
  add column due_calendar_id uuid references calendar,
  add column due_calendar_version integer;

-- Counting deadlines again after a policy or a calendar changed. One at a time; progress for whoever waits.
create table deadline_recount (
  id uuid primary key default new_id(),
  asked_by uuid references app_user,
  asked_at timestamptz(3) not null,
  examined integer not null default 0,
  total integer not null default 0,
  moved integer not null default 0,
  finished_at timestamptz(3),
  problem text
);

-- A warning that was given: once for a step of a deadline and the date that it had.
create table deadline_warning (
  deadline_id uuid not null references deadline on delete cascade,
  due_at timestamptz(3) not null,
  step text not null,
  at timestamptz(3) not null,
  primary key (deadline_id, due_at, step)
);

-- What a user is told in the application.
create table notification (
  id uuid primary key default new_id(),
  user_id uuid not null references app_user on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  kind text not null,
  deadline_kind text,
  due_at timestamptz(3),
  at timestamptz(3) not null,
  read_at timestamptz(3)
);
create index notification_user_idx on notification (user_id, at desc, id desc);

-- A mail of Levee's own to staff: sent once. A run that died while sending leaves it uncertain, and it is not sent again.
create table notice (
  id uuid primary key default new_id(),
  mailbox_id uuid not null references mailbox on delete cascade,
  address text not null,
  subject text not null,
  text text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  created_at timestamptz(3) not null,
  send_at timestamptz(3) not null,
  sent_at timestamptz(3),
  problem text
);

-- The digest that a user got for a day.
create table deadline_digest (
  user_id uuid not null references app_user on delete cascade,
  day date not null,
  primary key (user_id, day)
);

-- quiet_from, quiet_to: nobody is written to in between, on the wall. digest_at: when the digest of the day is written.
alter table installation
  add column quiet_from text not null default '20:00',
  add column quiet_to text not null default '07:00',
  add column digest_at text not null default '08:00';

-- A date that was set by hand stays a deadline.
insert into deadline (conversation_id, kind, started_at, due_at, near_from, working_minutes, met_at, is_by_hand)
select id, 'resolution', coalesce(due_set_at, received_at), due_at, due_soon_at, 0,
  case when status in ('answered', 'archived') then last_message_at end, true
from conversation where due_at is not null;
update conversation set due_kind = 'resolution' where due_at is not null;

-- Where it is set up already, it works as it did: Monday to Friday, 9 to 17; no policy until somebody makes one.
with made as (insert into calendar (is_default, created_at) select true, now() from installation returning id)
insert into calendar_version (calendar_id, version, content, at)
select made.id, 1, jsonb_build_object('name', i.organisation, 'timeZone', i.time_zone,
  'week', '[[{"from":"09:00","to":"17:00"}],[{"from":"09:00","to":"17:00"}],[{"from":"09:00","to":"17:00"}],[{"from":"09:00","to":"17:00"}],[{"from":"09:00","to":"17:00"}],[],[]]'::jsonb,
  'exceptions', '[]'::jsonb, 'holidays', null, 'feedClosures', '[]'::jsonb), now()
from made cross join installation i;

-- what rests is not counted as due, and the index says so
drop index conversation_due_idx;
create index conversation_due_idx on conversation (due_at, id)
  include (status, due_soon_at, snoozed_until, mailbox_ids, trust, due_paused_at, due_paused_until)
  where due_at is not null and status in ('open', 'waiting');
