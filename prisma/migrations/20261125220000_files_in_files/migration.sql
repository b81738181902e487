-- A forwarded message and a winmail.dat hold files; some parts are shown as a card beside their name.
alter table attachment add column within int;
alter table attachment add column card jsonb;
