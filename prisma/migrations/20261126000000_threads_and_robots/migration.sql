-- What a machine wrote is told apart: out-of-office notes, bounces, receipts, newsletters …
alter table message drop constraint message_automatic_check;
alter table message add constraint message_automatic_check check (automatic in
  ('no', 'autoReply', 'bounce', 'deliveryNotice', 'receipt', 'invitationReply', 'complaint', 'list', 'newsletter', 'notification'));
-- returned_ids: Message-IDs of the mail that it reports on. failed_recipients: who did not get a mail, on the mail and on its bounce.
alter table message add column returned_ids text[] not null default '{}';
alter table message add column failed_recipients jsonb not null default '[]';
drop index message_unsent_idx;
create index message_unsent_idx on message (conversation_id) include (state) where state in ('queued', 'sending', 'failed', 'bounced');

-- apart_from: conversations that a person, or a claim, said are another matter; the two are never made one by themselves.
alter table conversation add column is_newsletter boolean not null default false;
alter table conversation add column apart_from uuid[] not null default '{}';
create index conversation_newsletters_idx on conversation (last_message_at desc, id desc) where is_newsletter;
create index conversation_apart_from_idx on conversation using gin (apart_from) where apart_from <> '{}';
create index conversation_from_idx on conversation (lower(from_address), last_message_at desc) where merged_into is null;
create index conversation_merged_into_idx on conversation (merged_into) where merged_into is not null;

-- Newsletters are filed away and in a view of their own: they are counted apart.
alter table conversation_count add column is_newsletter boolean not null default false;
drop index conversation_count_key;
create unique index conversation_count_key on conversation_count (mailbox_ids, status, is_assigned, is_newsletter);

create function add_to_count(ids uuid[], status_ text, is_assigned_ boolean, is_newsletter_ boolean, delta integer) returns void language sql as $$
  insert into conversation_count as c (mailbox_ids, status, is_assigned, is_newsletter, n)
  values (ids, status_, is_assigned_, is_newsletter_, delta)
  on conflict (mailbox_ids, status, is_assigned, is_newsletter) do update set n = c.n + excluded.n
$$;

create or replace function conversation_inserted() returns trigger language plpgsql as $$
begin
  perform add_to_count(d.ids, d.status, d.is_assigned, d.is_newsletter, d.n) from (
    select mailbox_ids as ids, status, assignee_id is not null as is_assigned, is_newsletter, count(*)::integer as n
    from fresh where merged_into is null group by 1, 2, 3, 4 order by 1, 2, 3, 4) d;
  return null;
end $$;

create or replace function conversation_updated() returns trigger language plpgsql as $$
begin
  perform add_to_count(d.ids, d.status, d.is_assigned, d.is_newsletter, d.n) from (
    select ids, status, is_assigned, is_newsletter, sum(n)::integer as n from (
      select mailbox_ids as ids, status, assignee_id is not null as is_assigned, is_newsletter, 1 as n
      from fresh where merged_into is null
      union all
      select mailbox_ids, status, assignee_id is not null, is_newsletter, -1 from stale where merged_into is null) c
    group by 1, 2, 3, 4 having sum(n) <> 0 order by 1, 2, 3, 4) d;
  return null;
end $$;

create or replace function conversation_deleted() returns trigger language plpgsql as $$
begin
  perform add_to_count(d.ids, d.status, d.is_assigned, d.is_newsletter, -d.n) from (
    select mailbox_ids as ids, status, assignee_id is not null as is_assigned, is_newsletter, count(*)::integer as n
    from stale where merged_into is null group by 1, 2, 3, 4 order by 1, 2, 3, 4) d;
  return null;
end $$;

drop function add_to_count(uuid[], text, boolean, integer);
