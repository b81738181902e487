-- Who looks at what, or answers it, right now: a row for each window. It is true for seconds only, so it is not
-- logged, and names what may have gone by then.
create unlogged table presence (
  user_id uuid not null,
  tab text not null,
  conversation_id uuid not null,
  state text not null check (state in ('viewing', 'writing')),
  seen_at timestamptz(3) not null,
  primary key (user_id, tab, conversation_id)
);
