-- What is suspicious is not counted as due: the index says so, or each row would be read for it.
drop index conversation_due_idx;
create index conversation_due_idx on conversation (due_at, id)
  include (status, due_soon_at, snoozed_until, mailbox_ids, trust)
  where due_at is not null and status in ('open', 'waiting');
