-- What a rule tells somebody: once for each occasion (a message, a change, a wait that is over).
alter table notification
  add column rule_id uuid references rule,
  add column occasion text,
  add constraint notification_rule_check check ((rule_id is null) = (occasion is null));
create unique index notification_rule_idx on notification (conversation_id, rule_id, occasion, user_id);

-- Where the rules failed, the newest first.
create index rule_run_problem_idx on rule_run (at desc, id desc) where problem is not null;
