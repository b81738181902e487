-- Standard replies. mailbox_ids: for whose mail; empty: for all. subject null: that of the mail that is answered.
-- actions: what sending it does to the conversation besides. removed_at: what was sent with it stays counted.
create table template (
  id uuid primary key default new_id(),
  name text not null check (name <> ''),
  folder text not null default '',
  language text not null check (language in ('fr', 'en')),
  mailbox_ids uuid[] not null default '{}',
  subject text check (subject <> ''),
  html text not null,
  actions jsonb not null default '[]',
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  changed_by uuid references app_user,
  removed_at timestamptz(3)
);
create unique index template_name_idx on template (lower(folder), lower(name), language) where removed_at is null;

-- A file that goes with a template.
create table template_file (
  id uuid primary key default new_id(),
  template_id uuid not null references template on delete cascade,
  position integer not null,
  name text not null,
  content_type text not null,
  size bigint not null,
  blob_sha256 text not null
);
create index template_file_template_idx on template_file (template_id, position);

-- The template that a mail was written with.
alter table outgoing add column template_id uuid references template;
create index outgoing_template_idx on outgoing (template_id, sent_at) where template_id is not null;

-- An automatic answer to a message, decided once. rule_task_id: the rule that wants it; null: the deadline policy does.
-- state: held answers wait until somebody lets them go. reason: why there was none, or why it is held.
-- outgoing_id: the mail.
create table acknowledgement (
  id uuid primary key default new_id(),
  message_id uuid not null references message,
  rule_task_id uuid unique references rule_task,
  state text not null default 'waiting' check (state in ('waiting', 'held', 'queued', 'refused')),
  reason text,
  template_id uuid references template,
  outgoing_id uuid unique references message,
  created_at timestamptz(3) not null,
  decided_at timestamptz(3),
  check ((outgoing_id is not null) = (state = 'queued')),
  check ((reason is not null) = (state in ('held', 'refused')))
);
create unique index acknowledgement_message_idx on acknowledgement (message_id) where rule_task_id is null;
create index acknowledgement_held_idx on acknowledgement (created_at) where state = 'held';
create index acknowledgement_sent_idx on acknowledgement (decided_at) where state = 'queued';

-- When an address last got an automatic answer: whoever moves this on may send one.
create table acknowledged_sender (
  address text primary key,
  at timestamptz(3) not null
);

-- The switch that stops all automatic answers. most: in ten minutes; more stops them. One row.
create table acknowledgement_switch (
  id smallint primary key default 1 check (id = 1),
  most integer not null default 100 check (most > 0),
  stopped_at timestamptz(3),
  changed_by uuid references app_user
);
insert into acknowledgement_switch default values;
