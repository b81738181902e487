-- A browser in which somebody is told while Levee is not open (Web Push, RFC 8030). endpoint: where its push service
-- takes news; p256dh, auth_secret: with what they are encrypted for it alone (RFC 8291), the second sealed.
-- token_hash: the session in which it was last seen, until that ends by itself. problem: why the last news was refused.
create table browser (
  id uuid primary key default new_id(),
  user_id uuid not null references app_user on delete cascade,
  token_hash bytea references session on delete set null,
  name text not null,
  endpoint text not null unique,
  p256dh text not null,
  auth_secret bytea not null,
  shows_subject boolean not null default false,
  created_at timestamptz(3) not null,
  last_told_at timestamptz(3),
  problem text
);
create index browser_user_idx on browser (user_id);
create index browser_session_idx on browser (token_hash);

-- What one browser is to be told. send_at: when it is due; whoever sends it puts that off first, so that what a
-- program that died had taken is due again.
create table browser_notice (
  browser_id uuid not null references browser on delete cascade,
  notification_id uuid not null references notification on delete cascade,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'dropped')),
  attempts integer not null default 0,
  send_at timestamptz(3) not null,
  sent_at timestamptz(3),
  problem text,
  primary key (browser_id, notification_id)
);
create index browser_notice_due_idx on browser_notice (send_at) where state = 'queued';
create index browser_notice_notification_idx on browser_notice (notification_id);

-- Whatever tells somebody in the application tells their browsers, in the same transaction.
create function queue_browser_notices() returns trigger language plpgsql as $$
begin
  insert into browser_notice (browser_id, notification_id, send_at)
    select b.id, n.id, n.at from fresh n join browser b on b.user_id = n.user_id
    on conflict (browser_id, notification_id) do update
      set state = 'queued', attempts = 0, send_at = excluded.send_at, sent_at = null, problem = null;
  if found then perform pg_notify('levee_browsers', ''); end if;
  return null;
end $$;
create trigger notification_inserted after insert on notification referencing new table as fresh
  for each statement execute function queue_browser_notices();

-- News of a mail that is followed come up again in the line that is there.
create function queue_browser_notices_again() returns trigger language plpgsql as $$
begin
  insert into browser_notice (browser_id, notification_id, send_at)
    select b.id, n.id, n.at from fresh n join stale o on o.id = n.id and o.at < n.at
      join browser b on b.user_id = n.user_id
    on conflict (browser_id, notification_id) do update
      set state = 'queued', attempts = 0, send_at = excluded.send_at, sent_at = null, problem = null;
  if found then perform pg_notify('levee_browsers', ''); end if;
  return null;
end $$;
create trigger notification_updated after update on notification
  referencing old table as stale new table as fresh
  for each statement execute function queue_browser_notices_again();
