-- When somebody may be written to; null: as the organisation says.
alter table app_user
  add column quiet_from text,
  add column quiet_to text,
  add column digest_at text,
  add column gets_digest boolean not null default true,
  add check ((quiet_from is null) = (quiet_to is null));
