-- Who reads their deadlines in a calendar of their own: without a sign-in, by a secret of which only the SHA-256 is
-- kept. team_id null: what they are in charge of; else what a team of theirs has to do. One of each, a new one replaces it.
create table deadline_feed (
  id uuid primary key default new_id(),
  user_id uuid not null references app_user on delete cascade,
  team_id uuid references team on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  last_read_at timestamptz(3),
  unique nulls not distinct (user_id, team_id)
);
