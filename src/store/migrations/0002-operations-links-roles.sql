-- Lists are read in pages: by their owner, and within it by name.
drop index resource_groups_by_subscription;
drop index factories_by_group;
drop index factories_by_subscription;
drop index integration_runtimes_by_factory;
create index resource_groups_by_subscription on resource_groups (subscription_key, key);
create index factories_by_group on factories (group_key, name_key);
create index factories_by_subscription on factories (subscription_key, name_key);
create index integration_runtimes_by_factory on integration_runtimes (factory_key, key);

create index factories_by_principal on factories (principal_id);

-- What was last asked of the machines behind a managed runtime. Moments of its own are milliseconds since 1970.
alter table integration_runtimes add column last_operation text;
alter table integration_runtimes add column interactive_query text;

create table long_running_operations (
  id text primary key,
  deed text not null,
  subscription_key text not null references subscriptions (key) on delete cascade,
  subscription_id text not null,
  runtime_uid text references integration_runtimes (uid) on delete cascade,
  ends_at bigint not null
);

create index long_running_operations_by_runtime on long_running_operations (runtime_uid);
create index long_running_operations_by_end on long_running_operations (ends_at);

-- Kept with the runtime that is shared. `linked_uid` is null where no linked runtime has been made yet.
create table links (
  shared_uid text not null references integration_runtimes (uid) on delete cascade,
  factory_name_key text not null,
  name_key text not null,
  name text not null,
  subscription_id text not null,
  factory text not null,
  location text not null,
  create_time text not null,
  linked_uid text unique references integration_runtimes (uid) on delete cascade,
  primary key (shared_uid, factory_name_key, name_key)
);

create table nodes (
  runtime_uid text not null references integration_runtimes (uid) on delete cascade,
  name_key text not null,
  name text not null,
  node text not null,
  primary key (runtime_uid, name_key)
);

-- Their makers choose the ids of assignments and roles, so that each tenant has ids of its own: nobody can take another's.
-- `scope_key` is the scope in lower case without a slash behind, so that '' is the root. What there was had no times.
create table role_assignments_of_tenants (
  tenant_id text not null,
  id text not null,
  principal_key text not null,
  principal_id text not null,
  principal_type text not null,
  role_definition_id text not null,
  scope text not null,
  scope_key text not null,
  description text,
  created_on text not null,
  updated_on text not null,
  created_by text,
  updated_by text,
  primary key (tenant_id, id)
);

insert into role_assignments_of_tenants (tenant_id, id, principal_key, principal_id, principal_type, role_definition_id,
                                         scope, scope_key, created_on, updated_on)
select tenant_id, id, principal_key, principal_id,
       coalesce((select case kind when 'user' then 'User' else 'ServicePrincipal' end
                   from principals where object_id = principal_key), 'ServicePrincipal'),
       role_definition_id, scope, rtrim(lower(scope), '/'), '1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'
  from role_assignments;

drop table role_assignments;
alter table role_assignments_of_tenants rename to role_assignments;
create index role_assignments_by_principal on role_assignments (tenant_id, principal_key);
create index role_assignments_by_scope on role_assignments (scope_key);

create table role_definitions (
  tenant_id text not null,
  id text not null,
  name text not null,
  name_key text not null,
  description text not null,
  permissions text not null,
  assignable_scopes text not null,
  created_on text not null,
  updated_on text not null,
  created_by text not null,
  updated_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, name_key)
);

-- What the server has made for itself.
create table server_secrets (
  name text primary key,
  secret text not null
);
