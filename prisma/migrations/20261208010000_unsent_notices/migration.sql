-- Of a notice that failed: whether it may have been sent all the same, and when somebody said that nothing is to be done.
-- send_at of one that is being sent: when that began.
alter table notice
  add column is_uncertain boolean not null default false,
  add column dismissed_at timestamptz(3);
update notice set is_uncertain = true where state = 'failed' and problem like 'It may have been sent:%';
-- what an old notice told of is over
update notice set dismissed_at = now() where state = 'failed' and send_at < now() - interval '7 days';
create index notice_unsent_idx on notice (send_at desc, id desc) where state = 'failed' and dismissed_at is null;
create index notice_sending_idx on notice (send_at) where state = 'sending';

-- The mail by which the same was told.
alter table notification add column notice_id uuid references notice on delete set null;
create index notification_notice_idx on notification (notice_id) where notice_id is not null;
