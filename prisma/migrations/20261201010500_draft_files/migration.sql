-- The files of a draft that has left may go: its mail has them.
alter table draft_upload drop constraint draft_upload_upload_id_fkey,
  add constraint draft_upload_upload_id_fkey foreign key (upload_id) references upload on delete cascade;
