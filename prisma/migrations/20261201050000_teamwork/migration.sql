-- last_turn: whose turn it was last, where mail is given out by itself; it moves under a lock of the row.
alter table team
  add column assigns_on_opening boolean not null default false,
  add column last_turn uuid;

-- Which team gets what no rule gives to any.
alter table mailbox add column default_team_id uuid references team on delete set null;

-- mentions: who is named in the text, by id, with the name as it was written there.
alter table note
  add column mentions jsonb not null default '[]',
  add column edited_at timestamptz(3),
  add column deleted_at timestamptz(3);

-- A user who is told of what happens to a conversation.
create table conversation_follower (
  conversation_id uuid not null references conversation on delete cascade,
  user_id uuid not null references app_user on delete cascade,
  since timestamptz(3) not null default now(),
  primary key (conversation_id, user_id)
);
create index conversation_follower_user_idx on conversation_follower (user_id);

-- That two conversations have to do with each other, read from `from` to `to`; removed_at null: it stands.
create table conversation_link (
  id uuid primary key default new_id(),
  from_id uuid not null references conversation on delete cascade,
  to_id uuid not null references conversation on delete cascade,
  kind text not null check (kind in ('relatedTo', 'duplicateOf', 'followUpOf')),
  created_by uuid references app_user on delete set null,
  created_at timestamptz(3) not null default now(),
  removed_at timestamptz(3),
  check (from_id <> to_id)
);
create unique index conversation_link_key
  on conversation_link (least(from_id, to_id), greatest(from_id, to_id)) where removed_at is null;
create index conversation_link_from_idx on conversation_link (from_id);
create index conversation_link_to_idx on conversation_link (to_id);

-- Mail that was given to somebody else since the one who had it is away; given_to null: to nobody in particular.
create table hand_over (
  absence_id uuid not null references absence on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  given_to uuid references app_user on delete set null,
  at timestamptz(3) not null,
  primary key (absence_id, conversation_id)
);
create index hand_over_conversation_idx on hand_over (conversation_id);

-- topic: what happened, of mail that is followed; actor_id: who did it, null: somebody outside, or Levee;
-- mailed_at: since when it is part of a mail, where it was not read before.
alter table notification
  add column topic text,
  add column actor_id uuid references app_user on delete set null,
  add column note_id uuid references note on delete cascade,
  add column mailed_at timestamptz(3),
  add check ((kind = 'followed') = (topic is not null));
create unique index notification_followed_idx on notification (user_id, conversation_id, topic)
  where kind = 'followed' and read_at is null;
create index notification_unmailed_idx on notification (at)
  where read_at is null and mailed_at is null and kind in ('mention', 'assigned', 'followed');

-- told_of: what they want to hear: of mail that they are given, and of what happens to mail that they follow.
-- gets_news: whether what they did not read in the application is written to them.
alter table app_user
  add column told_of text[] not null default '{assigned,message,note,reply,status}',
  add column gets_news boolean not null default true;
