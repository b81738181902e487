-- Which folders an admin chose for what: { "sent": path, "archive": path, "junk": path, "trash": path }.
alter table mailbox add column folder_roles jsonb not null default '{}'
  check (jsonb_typeof(folder_roles) = 'object');
