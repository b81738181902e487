-- Until when the conversation was snoozed before a reply's status ended that; taking the reply back restores it.
alter table outgoing add column snoozed_before timestamptz(3);
