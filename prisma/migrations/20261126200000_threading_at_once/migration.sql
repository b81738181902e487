-- Every batch of mail looks here for what it answers: a list of pending entries would be read through each time.
alter index message_reference_ids_idx set (fastupdate = off);
select gin_clean_pending_list('message_reference_ids_idx');
