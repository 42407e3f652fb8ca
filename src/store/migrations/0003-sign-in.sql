-- How an application signs in beside by its secret, and users with it: JSON; null for everybody else.
alter table principals add column registration text;
create index principals_by_name on principals (name_key);

-- What the token service gave out and knows again by its hash. Moments are milliseconds since 1970.
create table tickets (
  kind text not null,
  hash text not null,
  family text not null,
  expires_at bigint not null,
  content text not null,
  primary key (kind, hash)
);

create index tickets_by_family on tickets (family);
create index tickets_by_end on tickets (expires_at);
