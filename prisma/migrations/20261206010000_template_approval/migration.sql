-- What is written with a template is read by a second person before it leaves.
alter table template add column needs_approval boolean not null default false;
