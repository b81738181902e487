-- uidl: by which a POP3 server knows the message; its number is that of one session.
alter table unaccounted add column uidl text;

-- How full the mailbox is, in bytes, when the server last said so; null: it says nothing.
alter table mailbox
  add column quota_used bigint,
  add column quota_limit bigint;

-- Tokens are for POP3 too.
alter table mailbox drop constraint mailbox_pop3_check;
alter table mailbox add constraint mailbox_pop3_check check (protocol <> 'pop3' or (mode = 'readOnly'
  and incoming_host is not null and incoming_port is not null and incoming_security is not null
  and incoming_username is not null and (incoming_secret is null) = uses_oauth));
