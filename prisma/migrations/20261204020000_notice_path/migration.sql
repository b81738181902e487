-- Where a notice leads, below the address of this installation.
alter table notice add column path text;
