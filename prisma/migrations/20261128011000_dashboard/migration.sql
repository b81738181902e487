-- How long answers took, in whole working minutes by the calendar of the conversation, written when its clock is met: reports
-- only add up. first_reply_*: null until somebody replied. resolved_at: while it is closed. deadlines_kept: whether each
-- deadline was met in time; null without any. Only what is in the register has them.
alter table conversation
  add column first_reply_at timestamptz(3),
  add column first_reply_minutes integer,
  add column resolved_at timestamptz(3),
  add column resolution_minutes integer,
  add column deadlines_kept boolean,
  add constraint conversation_first_reply_check check ((first_reply_at is null) = (first_reply_minutes is null)),
  add constraint conversation_resolved_check check ((resolved_at is null) = (resolution_minutes is null));

-- What reports read out of their indexes alone: the desk, and what was received, replied to and closed in some weeks.
create index conversation_desk_report_idx on conversation (due_at)
  include (status, due_soon_at, snoozed_until, trust, due_paused_at, due_paused_until, mailbox_ids, team_id, assignee_id, received_at)
  where status in ('open', 'waiting') and merged_into is null;
create index conversation_received_report_idx on conversation (received_at) include (mailbox_ids, team_id, assignee_id)
  where reference is not null and merged_into is null;
create index conversation_replied_report_idx on conversation (first_reply_at)
  include (first_reply_minutes, mailbox_ids, team_id, assignee_id) where first_reply_at is not null and merged_into is null;
create index conversation_resolved_report_idx on conversation (resolved_at)
  include (resolution_minutes, deadlines_kept, due_at, mailbox_ids, team_id, assignee_id) where resolved_at is not null and merged_into is null;
