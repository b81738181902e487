-- Long work with a rule is found again from the rule, and says who took it back.
alter table rule_work add column undone_by uuid references app_user;
create index rule_work_rule_idx on rule_work ((rule ->> 'id'), created_at desc, id desc);
