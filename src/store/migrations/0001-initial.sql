-- Keys are resource ids in lower case. Times are ISO text. JSON is text, as it was parsed.

create table worlds (
  fingerprint text primary key,
  is_built_in integer not null,
  tenant_id text not null,
  subscription_id text,
  client_id text
);

create table tenants (
  key text primary key,
  id text not null,
  display_name text not null,
  default_domain text not null,
  domain_key text not null unique
);

create table principals (
  tenant_key text not null references tenants (key) on delete cascade,
  name_key text not null,
  object_id text not null unique,
  kind text not null,
  name text not null,
  display_name text not null,
  secret_hash text,
  primary key (tenant_key, name_key)
);

create table role_assignments (
  id text primary key,
  tenant_id text not null,
  principal_key text not null,
  principal_id text not null,
  role_definition_id text not null,
  scope text not null
);

create index role_assignments_by_principal on role_assignments (principal_key);

create table signing_keys (
  kid text primary key,
  private_jwk text not null,
  create_time text not null
);

create table subscriptions (
  key text primary key,
  id text not null,
  display_name text not null,
  tenant_id text not null,
  tenant_key text not null references tenants (key) on delete cascade
);

create table registrations (
  subscription_key text not null references subscriptions (key) on delete cascade,
  namespace_key text not null,
  namespace text not null,
  primary key (subscription_key, namespace_key)
);

create table resource_groups (
  key text primary key,
  subscription_key text not null references subscriptions (key) on delete cascade,
  subscription_id text not null,
  name text not null,
  location text not null,
  tags text not null
);

create index resource_groups_by_subscription on resource_groups (subscription_key);

create table factories (
  key text primary key,
  group_key text not null references resource_groups (key) on delete cascade,
  subscription_key text not null,
  subscription_id text not null,
  resource_group text not null,
  name text not null,
  name_key text not null unique,
  location text not null,
  identity text,
  principal_id text not null,
  tags text not null,
  properties text not null,
  etag text not null,
  create_time text not null
);

create index factories_by_group on factories (group_key);
create index factories_by_subscription on factories (subscription_key);

create table integration_runtimes (
  key text primary key,
  factory_key text not null references factories (key) on delete cascade,
  subscription_id text not null,
  resource_group text not null,
  factory text not null,
  name text not null,
  uid text not null unique,
  type text not null,
  properties text not null,
  etag text not null,
  create_time text not null,
  auto_update text not null,
  update_delay_offset text
);

create index integration_runtimes_by_factory on integration_runtimes (factory_key);

create table auth_keys (
  runtime_uid text not null references integration_runtimes (uid) on delete cascade,
  name text not null,
  secret text not null,
  primary key (runtime_uid, name)
);
