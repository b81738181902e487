-- Mail that was handed over by LMTP or SMTP: the SHA-256 of the bytes as they were transmitted, before Levee
-- wrote its trace fields above them. A sender who tries again sends the same bytes. null: raw_sha256 says it.
alter table delivery add column transmitted_sha256 text;
