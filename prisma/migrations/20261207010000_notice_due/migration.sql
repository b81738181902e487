-- What is due and not sent yet is looked for again and again.
create index notice_due_idx on notice (send_at) where state = 'queued';
