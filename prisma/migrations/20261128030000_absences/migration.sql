-- Days, both included, on which a user is away; on the wall of the organisation.
create table absence (
  id uuid primary key default new_id(),
  user_id uuid not null references app_user on delete cascade,
  from_day date not null,
  to_day date not null,
  substitute_id uuid references app_user on delete set null,
  created_at timestamptz(3) not null default now(),
  check (to_day >= from_day),
  check (substitute_id <> user_id)
);
create index absence_user_idx on absence (user_id, to_day);

-- Who is away and would have been told.
alter table notification add column stands_in_for uuid references app_user on delete set null;
