-- The hash of an entry of the log, over the same text as ever: what jsonb writes of its columns, put together without making one.
create function activity_hash(prev_hash bytea, id uuid, conversation_id uuid, seq integer, actor_id uuid, kind text,
  before jsonb, after jsonb, undoes uuid, revision integer, at timestamptz) returns bytea
language sql stable parallel safe as $$
  select sha256($1 || convert_to(concat('{"at": ', extract(epoch from $11), ', "id": "', $2, '", "seq": ', $4,
    ', "kind": ', to_json($6), ', "actor": ', coalesce('"' || $5 || '"', 'null'), ', "after": ', $8, ', "before": ', $7,
    ', "undoes": ', coalesce('"' || $9 || '"', 'null'), ', "revision": ', $10, ', "conversation": "', $3, '"}'), 'UTF8'))
$$;

create or replace function activity_chain() returns trigger language plpgsql as $$
declare last record;
begin
  -- the conversation's row lock orders the writers of its chain
  select revision into new.revision from conversation where id = new.conversation_id for no key update;
  select seq, hash into last from activity where conversation_id = new.conversation_id order by seq desc limit 1;
  new.seq := coalesce(last.seq, 0) + 1;
  new.prev_hash := coalesce(last.hash, '\x'::bytea);
  new.hash := activity_hash(new.prev_hash, new.id, new.conversation_id, new.seq, new.actor_id, new.kind, new.before, new.after,
    new.undoes, new.revision, new.at);
  return new;
end $$;

-- Who holds the locks of many conversations chains their entries in sets, and brings the hash along.
drop trigger activity_chain on activity;
create trigger activity_chain before insert on activity for each row when (new.hash is null) execute function activity_chain();
