-- POP3 as a way in. delete_after_days: how long mail that is stored stays on the server; null: for ever.
alter table mailbox
  drop constraint mailbox_protocol_check,
  add constraint mailbox_protocol_check check (protocol in ('imap', 'pop3', 'push')),
  add column delete_after_days integer check (delete_after_days >= 0),
  add constraint mailbox_delete_after_days_protocol_check check (delete_after_days is null or protocol = 'pop3'),
  add constraint mailbox_pop3_check check (protocol <> 'pop3' or (mode = 'readOnly' and incoming_host is not null
    and incoming_port is not null and incoming_security is not null and incoming_username is not null and incoming_secret is not null));

-- uidl: by which a POP3 server knows the message from session to session (RFC 1939 §7); uid is ours there.
alter table delivery add column uidl text check (uidl <> '');
create unique index delivery_uidl_key on delivery (folder_id, uidl) where uidl is not null;
