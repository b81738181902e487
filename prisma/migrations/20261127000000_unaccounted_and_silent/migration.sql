-- What a mail server shows and does not give: each message, and since when a mailbox has any.
create table unaccounted (
  folder_id uuid not null references folder on delete cascade,
  uid_validity bigint not null,
  uid bigint not null,
  detail text not null,
  since timestamptz(3) not null,
  primary key (folder_id, uid_validity, uid)
);
alter table mailbox
  add column unaccounted integer not null default 0,
  add column unaccounted_since timestamptz(3),
  add column silent_since timestamptz(3),
  add column silence_expected integer not null default 0;
