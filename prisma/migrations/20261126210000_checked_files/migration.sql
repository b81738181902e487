-- What was found out about a file. checked_at: when it was looked at; scanned_at: when a virus scanner had seen it.
alter table attachment
  add column state text not null default 'notChecked'
    check (state in ('notChecked', 'scanning', 'clean', 'macros', 'blocked')),
  add column findings jsonb not null default '[]',
  add column checked_at timestamptz(3),
  add column scanned_at timestamptz(3);
