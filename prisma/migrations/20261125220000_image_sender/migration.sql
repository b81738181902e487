-- A sender whose pictures on other hosts are always shown, until somebody revokes it.
create table image_sender (
  address text primary key check (address = lower(address) and address <> ''),
  allowed_by uuid references app_user on delete set null,
  allowed_at timestamptz(3) not null default now()
);
