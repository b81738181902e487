-- A reply may wait for a second person.
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check check (state in ('received', 'quarantined',
  'awaitingApproval', 'queued', 'sending', 'sent', 'failed', 'bounced', 'cancelled'));
drop index message_unsent_idx;
create index message_unsent_idx on message (conversation_id) include (state)
  where state in ('awaitingApproval', 'queued', 'sending', 'failed', 'bounced');

-- scheduled: somebody chose when it leaves. cancel_if_answered: unless they write first.
-- is_uncertain: it failed, and nobody knows whether it was sent.
alter table outgoing
  add column scheduled boolean not null default false,
  add column cancel_if_answered boolean not null default false,
  add column is_uncertain boolean not null default false,
  add column approved_by uuid references app_user,
  add column approved_at timestamptz(3);

-- How a mailbox sends: who reads its replies before they leave, and what the DNS says of its domain.
create table mailbox_sending (
  mailbox_id uuid primary key references mailbox on delete cascade,
  approval text not null default 'none' check (approval in ('none', 'managers', 'chosen')),
  approver_ids uuid[] not null default '{}',
  domain_facts jsonb,
  looked_up_at timestamptz(3)
);
