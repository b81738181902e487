-- calendar_id: only deadlines that this calendar counts can have moved; null: any.
alter table deadline_recount add column calendar_id uuid references calendar;
