-- What somebody is writing. Of a conversation there is one, shared by everybody who may see it; a new mail has none
-- yet and is its author's own. sent_as: the mail that it became; it comes back when that one is taken back.
create table draft (
  id uuid primary key default new_id(),
  conversation_id uuid references conversation on delete cascade,
  author_id uuid not null references app_user on delete cascade,
  kind text not null check (kind in ('reply', 'replyAll', 'forward', 'new')),
  mailbox_id uuid references mailbox on delete set null,
  to_typed text[] not null default '{}',
  cc_typed text[] not null default '{}',
  bcc_typed text[] not null default '{}',
  subject text not null default '',
  html text not null default '',
  forward_of uuid references message on delete set null,
  with_original_attachments boolean not null default false,
  template_id uuid,
  seen_revision integer not null default 0,
  version integer not null default 1,
  sent_as uuid unique references message on delete cascade,
  updated_at timestamptz(3) not null,
  check ((conversation_id is null) = (kind = 'new'))
);

create unique index draft_of_conversation on draft (conversation_id) where sent_as is null;
create index draft_of_author on draft (author_id, updated_at desc) where conversation_id is null and sent_as is null;

-- The files of a draft, in their order: they are kept as long as it is.
create table draft_upload (
  draft_id uuid not null references draft on delete cascade,
  upload_id uuid not null references upload,
  position integer not null,
  primary key (draft_id, upload_id)
);

create index draft_upload_of_upload on draft_upload (upload_id);
