-- The one key that wraps those of keyring_keys, wrapped itself by a master key from elsewhere.
create table keyring_root_keys (
  wrapped text primary key,
  wrapped_by text not null
);

-- Keys that seal what is secret here, and the one that makes fingerprints. The highest number is the newest.
create table keyring_keys (
  id text primary key,
  purpose text not null,
  number integer not null unique,
  wrapped text not null
);

drop table auth_keys;

-- Every generation of every key. `sealed` holds the secret of the current one, and is null for those before.
create table auth_key_generations (
  runtime_uid text not null references integration_runtimes (uid) on delete cascade,
  name text not null,
  generation integer not null,
  fingerprint text not null,
  sealed text,
  create_time text not null,
  created_by_id text,
  created_by_name text,
  superseded_time text,
  uses bigint not null,
  last_used_time text,
  primary key (runtime_uid, name, generation)
);

-- A runtime has two current ones, however many there were before.
create unique index auth_keys_in_use on auth_key_generations (runtime_uid, name) where sealed is not null;

-- A key that somebody shows is looked for among those of its runtime, of which there may have been many.
create index auth_keys_by_fingerprint on auth_key_generations (runtime_uid, fingerprint);

-- The values of the SecureStrings in `properties`, where there are any: sealed JSON, by their places.
alter table factories add column secrets text;
alter table integration_runtimes add column secrets text;

-- Nodes have something to show now. Nobody could register before.
drop table nodes;
create table nodes (
  runtime_uid text not null references integration_runtimes (uid) on delete cascade,
  name_key text not null,
  name text not null,
  id text not null unique,
  node text not null,
  primary key (runtime_uid, name_key)
);

-- Moments of their own are milliseconds since 1970. `line` is the record as an export has it. `mac` vouches for the rest of
-- its row: whoever can write here and has no key of the store cannot make it.
create table audit_chains (
  chain text primary key,
  tenant_key text not null,
  number bigint not null,
  hash text not null,
  first bigint not null,
  checkpoint text,
  mac text not null
);

create index audit_chains_by_tenant on audit_chains (tenant_key, chain);

create table audit_records (
  chain text not null,
  number bigint not null,
  hash text not null,
  id text not null,
  time_ms bigint not null,
  tenant_key text not null,
  subscription_key text not null,
  resource_key text not null,
  provider_key text not null,
  outcome_key text not null,
  caller_key text not null,
  caller_name_key text not null,
  correlation_key text not null,
  line text not null,
  primary key (chain, number)
);

create index audit_records_by_time on audit_records (subscription_key, tenant_key, time_ms, id);

-- Of what the Activity Log is asked for, this alone picks out few: the rest is looked for along the time.
create index audit_records_by_correlation on audit_records (subscription_key, tenant_key, correlation_key, time_ms, id);

-- Answers that may be asked for once more, sealed.
create table repeatable_requests (
  tenant_key text not null,
  object_key text not null,
  id text not null,
  request text not null,
  expires_at bigint not null,
  sealed text not null,
  primary key (tenant_key, object_key, id)
);

create index repeatable_requests_by_end on repeatable_requests (expires_at);
