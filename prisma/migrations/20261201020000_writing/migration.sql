-- What people end their mails with, in HTML; '' for nothing. undo_seconds: how long a reply of theirs can be taken back.
alter table app_user
  add column signature text not null default '',
  add column undo_seconds integer not null default 10 check (undo_seconds between 0 and 120);
alter table mailbox add column signature text not null default '';

-- whom one may write to again: by a part of an address, and the latest that left a mailbox
create index sender_address_idx on sender using gin (address gin_trgm_ops);
create index message_outgoing_idx on message (mailbox_id, received_at desc) where direction = 'outgoing';
