-- What other mail programs do to mail on its server.

-- flags: those of RFC 9051 that every program understands, as the server last showed them, a space between two;
-- null: not yet looked at.
-- own_flags: those that we set ourselves. …_elsewhere_at: when we noticed that another program had set it.
-- is_unreflected: it came, went or came back, and what that means for its conversation is still to be decided.
alter table delivery
  add column flags text,
  add column own_flags text[] not null default '{}',
  add column seen_elsewhere_at timestamptz(3),
  add column answered_elsewhere_at timestamptz(3),
  add column is_unreflected boolean not null default false;
create index delivery_unreflected_idx on delivery (mailbox_id) where is_unreflected;

-- From now on it says up to which change the flags of a folder are known: none of them is yet.
update folder set highest_modseq = null where highest_modseq is not null;
