/** Credentials as people make them: each is a login that can read `users`, and what else was done to it. */

export interface Credential {
  readonly name: string;
  /** Run by the superuser in a database of its own; `$me` stands for the login. */
  readonly sql: string;
  /** First and last version of PostgreSQL that has what it needs. */
  readonly since?: number;
  readonly until?: number;
  /** The name under which the check finds it. */
  readonly finding?: RegExp;
  /** What it lets the login do: run as the login, it must work. */
  readonly exploit?: string;
}

/** For titles of tests, of which the beginning is shown: some run on some versions only. */
export const titled = <C extends Credential>(credential: C): C & { readonly title: string } => {
  const { name, since, until } = credential;
  const versions = since !== undefined ? `since ${since}: ` : until !== undefined ? `until ${until}: ` : "";
  return { ...credential, title: `${versions}${name}` };
};

/** May be used: they only read. */
export const good: readonly Credential[] = [
  { name: "columns of a table", sql: "" },
  { name: "a view", sql: "CREATE VIEW active AS SELECT id FROM users; GRANT SELECT ON active TO $me" },
  {
    name: "a function that runs with the caller's rights",
    sql: "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n'; GRANT EXECUTE ON FUNCTION twice TO $me",
  },
  {
    name: "an aggregate of functions with the caller's rights",
    sql: `CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b';
      CREATE AGGREGATE total(int) (sfunc = add, stype = int); CREATE AGGREGATE most(int) (sfunc = int4larger, stype = int)`,
  },
  {
    name: "pgcrypto, pg_trgm, citext",
    sql: "CREATE EXTENSION pgcrypto; CREATE EXTENSION pg_trgm; CREATE EXTENSION citext",
  },
  {
    name: "tablefunc, uuid-ossp, hstore",
    sql: 'CREATE EXTENSION tablefunc; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION hstore',
  },
  {
    name: "row-level security",
    sql: "ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON users FOR SELECT TO $me USING (id < 10)",
  },
  { name: "pg_read_all_data", sql: "GRANT pg_read_all_data TO $me" },
  { name: "pg_monitor", sql: "GRANT pg_monitor TO $me" },
  {
    name: "a group that only reads",
    sql: "CREATE ROLE $me_group; GRANT SELECT ON secrets TO $me_group; GRANT $me_group TO $me",
  },
  {
    name: "a group that only reads, and cannot be entered",
    since: 16,
    sql: "CREATE ROLE $me_group; GRANT SELECT ON secrets TO $me_group; GRANT $me_group TO $me WITH INHERIT TRUE, SET FALSE",
  },
  { name: "connections in reserve", since: 16, sql: "GRANT pg_use_reserved_connections TO $me" },
  {
    name: "a view with the rights of who reads it",
    since: 15,
    sql: "CREATE VIEW mine WITH (security_invoker) AS SELECT id FROM users; GRANT SELECT ON mine TO $me",
  },
  {
    name: "a SECURITY DEFINER trigger function, which nobody can call",
    sql: "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NEW; END'",
  },
  {
    name: "foreign data wrappers without a server",
    sql: "CREATE EXTENSION postgres_fdw; CREATE EXTENSION file_fdw",
  },
  {
    name: "a materialized view of a foreign table, and a view that it may not read",
    sql: `CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
      CREATE FOREIGN TABLE ran (line text) SERVER files OPTIONS (program 'echo ran');
      CREATE VIEW live AS SELECT line FROM ran; CREATE MATERIALIZED VIEW kept AS SELECT line FROM live;
      CREATE VIEW of_kept AS SELECT line FROM kept; GRANT SELECT ON kept, of_kept TO $me`,
  },
  { name: "reading a sequence", sql: "CREATE SEQUENCE counter; GRANT SELECT ON counter TO $me" },
  {
    name: "everything of other roles",
    sql: "CREATE ROLE $me_other; GRANT ALL ON users, secrets TO $me_other",
  },
];

const definer =
  "CREATE FUNCTION wipe() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM public.secrets'";

/** Must be refused. */
export const bad: readonly Credential[] = [
  {
    name: "SUPERUSER",
    sql: "ALTER ROLE $me SUPERUSER",
    finding: /:SUPERUSER$/,
    exploit: "DELETE FROM secrets",
  },
  {
    name: "SUPERUSER behind SET role",
    sql: "CREATE ROLE $me_mask; GRANT SELECT ON users TO $me_mask; ALTER ROLE $me SUPERUSER; ALTER ROLE $me SET role = '$me_mask'",
    finding: /:SUPERUSER$/,
    exploit: "RESET ROLE; SET ROLE NONE; DELETE FROM secrets",
  },
  {
    name: "CREATEROLE",
    sql: "ALTER ROLE $me CREATEROLE",
    finding: /:CREATEROLE$/,
    exploit: "CREATE ROLE $me_made; DROP ROLE $me_made",
  },
  {
    name: "CREATEROLE, which grants itself any role",
    until: 15,
    sql: "ALTER ROLE $me CREATEROLE",
    finding: /:CREATEROLE$/,
    exploit: "GRANT pg_write_all_data TO $me; INSERT INTO secrets VALUES ('x')",
  },
  {
    name: "CREATEROLE, which grants itself the roles that it may grant",
    since: 16,
    sql: "CREATE ROLE $me_group; GRANT DELETE ON secrets TO $me_group; ALTER ROLE $me CREATEROLE; GRANT $me_group TO $me WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
    finding: /:CREATEROLE$/,
    exploit: "GRANT $me_group TO $me WITH INHERIT TRUE; DELETE FROM secrets",
  },
  { name: "CREATEDB", sql: "ALTER ROLE $me CREATEDB", finding: /:CREATEDB$/ },
  {
    name: "REPLICATION",
    sql: "ALTER ROLE $me REPLICATION",
    finding: /:REPLICATION$/,
    exploit: "SELECT pg_create_physical_replication_slot('$me'); SELECT pg_drop_replication_slot('$me')",
  },
  { name: "BYPASSRLS", sql: "ALTER ROLE $me BYPASSRLS", finding: /:BYPASSRLS$/ },

  ...["INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"].map((privilege) => ({
    name: `${privilege} on a table`,
    sql: `GRANT ${privilege} ON users TO $me`,
    finding: new RegExp(`^table:public\\.users:${privilege}$`),
  })),
  {
    name: "UPDATE of a column",
    sql: "GRANT UPDATE (name) ON users TO $me",
    finding: /^column:public\.users\.name:UPDATE/,
    exploit: "UPDATE users SET name = 'x'",
  },
  {
    name: "INSERT of a column",
    sql: "GRANT INSERT (id, name) ON users TO $me",
    finding: /^column:public\.users\.\w+:INSERT/,
    exploit: "INSERT INTO users (id, name) VALUES (9999, 'x')",
  },
  {
    name: "SELECT WITH GRANT OPTION",
    sql: "GRANT SELECT ON users TO $me WITH GRANT OPTION",
    finding: /SELECT WITH GRANT OPTION$/,
    exploit: "GRANT SELECT ON users TO PUBLIC",
  },
  {
    name: "SELECT of a column WITH GRANT OPTION",
    sql: "GRANT SELECT (id) ON users TO $me WITH GRANT OPTION",
    finding: /^column:.*GRANT OPTION$/,
  },
  {
    name: "INSERT for PUBLIC",
    sql: "GRANT INSERT ON secrets TO PUBLIC",
    finding: /^table:public\.secrets:INSERT$/,
    exploit: "INSERT INTO secrets VALUES ('x')",
  },
  {
    name: "INSERT on an updatable view",
    sql: "CREATE VIEW door AS SELECT * FROM secrets; GRANT INSERT ON door TO $me",
    finding: /^table:public\.door:INSERT$/,
    exploit: "INSERT INTO door VALUES ('x')",
  },
  {
    name: "a write to the catalog",
    sql: "GRANT UPDATE ON pg_catalog.pg_description TO $me",
    finding: /^table:pg_catalog\.pg_description:UPDATE$/,
  },

  {
    name: "owning a table",
    sql: "ALTER TABLE users OWNER TO $me",
    finding: /^owner:table public\.users$/,
    exploit: "DROP TABLE users",
  },
  {
    name: "owning a schema",
    sql: "CREATE SCHEMA own AUTHORIZATION $me",
    finding: /^owner:schema own$/,
    exploit: "CREATE TABLE own.t ()",
  },
  {
    name: "owning the database",
    sql: "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO $me', current_database()); END $$",
    finding: /^owner:database/,
  },
  {
    name: "owning a function",
    sql: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f OWNER TO $me",
    finding: /^owner:function public\.f\(\)$/,
  },
  {
    name: "owning a sequence",
    sql: "CREATE SEQUENCE s; ALTER SEQUENCE s OWNER TO $me",
    finding: /^owner:sequence/,
    exploit: "SELECT nextval('s')",
  },
  {
    name: "owning a view",
    sql: "CREATE VIEW v AS SELECT 1 AS x; ALTER VIEW v OWNER TO $me",
    finding: /^owner:view/,
  },
  {
    name: "owning a type",
    sql: "CREATE TYPE mood AS ENUM ('a'); ALTER TYPE mood OWNER TO $me",
    finding: /^owner:type/,
    exploit: "ALTER TYPE mood ADD VALUE 'b'",
  },
  {
    name: "owning a large object",
    sql: "SELECT lo_create(4711); ALTER LARGE OBJECT 4711 OWNER TO $me",
    finding: /^owner:large object/,
  },
  {
    name: "owning a subscription",
    since: 16,
    sql: "CREATE SUBSCRIPTION $me_sub CONNECTION 'password=x' PUBLICATION p WITH (connect = false, slot_name = NONE); ALTER SUBSCRIPTION $me_sub OWNER TO $me",
    finding: /^owner:subscription/,
    exploit: "DROP SUBSCRIPTION $me_sub",
  },
  {
    name: "owning through a group",
    sql: "CREATE ROLE $me_group; GRANT $me_group TO $me; ALTER TABLE users OWNER TO $me_group",
    finding: /^owner:table/,
    exploit: "DELETE FROM users",
  },

  {
    name: "CREATE on a schema",
    sql: "CREATE SCHEMA work; GRANT CREATE, USAGE ON SCHEMA work TO $me",
    finding: /^schema:work:CREATE$/,
    exploit: "CREATE TABLE work.t ()",
  },
  {
    name: "CREATE on public for PUBLIC, as PostgreSQL 14 has it",
    sql: "GRANT CREATE ON SCHEMA public TO PUBLIC",
    finding: /^schema:public:CREATE$/,
    exploit: "CREATE TABLE public.t ()",
  },
  {
    name: "CREATE on the database",
    sql: "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO $me', current_database()); END $$",
    finding: /^database:.*:CREATE$/,
    exploit: "CREATE SCHEMA made",
  },
  {
    name: "TEMPORARY on the database",
    sql: "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$",
    finding: /^database:.*:TEMPORARY$/,
    exploit: "CREATE TEMPORARY TABLE t ()",
  },
  {
    name: "USAGE of a sequence",
    sql: "CREATE SEQUENCE s; GRANT USAGE ON SEQUENCE s TO $me",
    finding: /^table:public\.s:USAGE$/,
    exploit: "SELECT nextval('s')",
  },
  {
    name: "UPDATE of a sequence",
    sql: "CREATE SEQUENCE s; GRANT UPDATE ON SEQUENCE s TO $me",
    finding: /^table:public\.s:UPDATE$/,
    exploit: "SELECT setval('s', 5)",
  },
  {
    name: "CREATE in a tablespace",
    sql: "GRANT CREATE ON TABLESPACE pg_default TO $me",
    finding: /^tablespace:/,
  },

  ...[
    ["pg_write_all_data", 14] as const,
    ["pg_execute_server_program", 14] as const,
    ["pg_read_server_files", 14] as const,
    ["pg_write_server_files", 14] as const,
    ["pg_signal_backend", 14] as const,
    ["pg_checkpoint", 15] as const,
    ["pg_create_subscription", 16] as const,
    ["pg_maintain", 17] as const,
    ["pg_signal_autovacuum_worker", 18] as const,
  ].map(([role, since]) => ({
    name: role,
    since,
    sql: `GRANT ${role} TO $me`,
    finding: new RegExp(`^member:${role}$`),
  })),
  {
    name: "pg_maintain, which locks and rewrites every table",
    since: 17,
    sql: "GRANT pg_maintain TO $me",
    finding: /^member:pg_maintain$/,
    exploit: "REINDEX TABLE users",
  },
  {
    name: "pg_create_subscription, and CREATE on the database",
    since: 16,
    sql: "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO $me', current_database()); END $$; GRANT pg_create_subscription TO $me",
    finding: /^member:pg_create_subscription$/,
    exploit:
      "CREATE SUBSCRIPTION $me_sub CONNECTION 'password=x' PUBLICATION p WITH (connect = false, slot_name = NONE); DROP SUBSCRIPTION $me_sub",
  },
  {
    name: "MAINTAIN on a table",
    since: 17,
    sql: "GRANT MAINTAIN ON users TO $me",
    finding: /^table:public\.users:MAINTAIN$/,
    exploit: "REINDEX TABLE users",
  },
  {
    name: "a group that can be entered only by those who grant it to themselves",
    since: 16,
    sql: "CREATE ROLE $me_group; GRANT DELETE ON secrets TO $me_group; GRANT $me_group TO $me WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
    finding: /^table:public\.secrets:DELETE$/,
    exploit: "GRANT $me_group TO $me WITH SET TRUE; SET ROLE $me_group; DELETE FROM secrets",
  },
  {
    name: "a group that is entered, not inherited",
    since: 16,
    sql: "CREATE ROLE $me_group; GRANT DELETE ON secrets TO $me_group; GRANT $me_group TO $me WITH INHERIT FALSE, SET TRUE",
    finding: /^table:public\.secrets:DELETE$/,
    exploit: "SET ROLE $me_group; DELETE FROM secrets",
  },
  {
    name: "a group that is inherited, not entered",
    since: 16,
    sql: "CREATE ROLE $me_group; GRANT DELETE ON secrets TO $me_group; GRANT $me_group TO $me WITH INHERIT TRUE, SET FALSE",
    finding: /^table:public\.secrets:DELETE$/,
    exploit: "DELETE FROM secrets",
  },
  {
    name: "a group's group that is inherited only from within the group",
    since: 16,
    sql: "CREATE ROLE $me_one; CREATE ROLE $me_two; GRANT DELETE ON secrets TO $me_two; GRANT $me_two TO $me_one WITH INHERIT TRUE, SET FALSE; GRANT $me_one TO $me WITH INHERIT FALSE, SET TRUE",
    finding: /^table:public\.secrets:DELETE$/,
    exploit: "SET ROLE $me_one; DELETE FROM secrets",
  },
  {
    name: "pg_write_all_data for whoever it grants that to",
    since: 16,
    sql: "GRANT pg_write_all_data TO $me WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
    finding: /^admin:pg_write_all_data$/,
    exploit: "GRANT pg_write_all_data TO $me WITH INHERIT TRUE; INSERT INTO secrets VALUES ('x')",
  },
  {
    name: "a program through pg_execute_server_program",
    sql: "GRANT pg_execute_server_program TO $me; ALTER ROLE $me NOINHERIT",
    finding: /^member:pg_execute_server_program$/,
    exploit: "SET ROLE pg_execute_server_program; COPY (SELECT 1) TO PROGRAM 'cat > /dev/null'",
  },
  {
    name: "rights of a group, NOINHERIT",
    sql: "CREATE ROLE $me_group; GRANT DELETE ON secrets TO $me_group; ALTER ROLE $me NOINHERIT; GRANT $me_group TO $me",
    finding: /^table:public\.secrets:DELETE$/,
    exploit: "SET ROLE $me_group; DELETE FROM secrets",
  },
  {
    name: "rights of a group's group",
    sql: "CREATE ROLE $me_one; CREATE ROLE $me_two; GRANT DELETE ON secrets TO $me_two; GRANT $me_two TO $me_one; GRANT $me_one TO $me",
    finding: /^table:public\.secrets:DELETE$/,
    exploit: "DELETE FROM secrets",
  },
  {
    name: "pg_write_all_data, two levels away",
    sql: "CREATE ROLE $me_one; GRANT pg_write_all_data TO $me_one; GRANT $me_one TO $me",
    finding: /^member:pg_write_all_data$/,
    exploit: "INSERT INTO secrets VALUES ('x')",
  },
  {
    name: "a group that is superuser",
    sql: "CREATE ROLE $me_root SUPERUSER; GRANT $me_root TO $me",
    finding: /:SUPERUSER$/,
    exploit: "SET ROLE $me_root; DELETE FROM secrets",
  },
  {
    name: "ADMIN OPTION on a role",
    sql: "CREATE ROLE $me_group; GRANT $me_group TO $me WITH ADMIN OPTION",
    finding: /^admin:/,
    exploit: "GRANT $me_group TO pg_monitor; REVOKE $me_group FROM pg_monitor",
  },

  {
    name: "EXECUTE on a SECURITY DEFINER function",
    sql: `${definer}; REVOKE EXECUTE ON FUNCTION wipe FROM PUBLIC; GRANT EXECUTE ON FUNCTION wipe TO $me`,
    finding: /^function:public\.wipe\(\)$/,
    exploit: "SELECT wipe()",
  },
  {
    name: "a SECURITY DEFINER function of another role, through PUBLIC",
    sql: `ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; CREATE ROLE $me_dev; GRANT CREATE ON SCHEMA public TO $me_dev; GRANT ALL ON secrets TO $me_dev; SET ROLE $me_dev; ${definer}`,
    finding: /^function:public\.wipe\(\)$/,
    exploit: "SELECT wipe()",
  },
  {
    name: "a SECURITY DEFINER procedure",
    sql: "CREATE PROCEDURE purge() LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM public.secrets'",
    finding: /^function:public\.purge\(\)$/,
    exploit: "CALL purge()",
  },
  {
    name: "an aggregate whose function runs with its owner's rights, which nobody else may call",
    sql: `CREATE FUNCTION step(a int, b int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS
        'BEGIN DELETE FROM public.secrets; RETURN 1; END';
      REVOKE EXECUTE ON FUNCTION step FROM PUBLIC; CREATE AGGREGATE total(int) (sfunc = step, stype = int)`,
    finding: /^function:public\.total\(integer\)$/,
    exploit: "SELECT total(id::int) FROM users",
  },
  {
    name: "an aggregate of compiled code",
    sql: `CREATE FUNCTION made(oid) RETURNS oid LANGUAGE internal AS 'be_lo_create';
      REVOKE EXECUTE ON FUNCTION made FROM PUBLIC;
      CREATE AGGREGATE object(oid) (sfunc = oidlarger, stype = oid, finalfunc = made)`,
    finding: /^function:public\.object\(oid\)$/,
    exploit: "SELECT object(0)",
  },
  {
    name: "an aggregate of a function of the system's that is not for everybody",
    sql: `REVOKE EXECUTE ON FUNCTION lo_create FROM PUBLIC;
      CREATE AGGREGATE object(oid) (sfunc = oidlarger, stype = oid, finalfunc = lo_create)`,
    finding: /^function:public\.object\(oid\)$/,
    exploit: "SELECT object(0)",
  },
  {
    name: "lo_* for PUBLIC",
    sql: "GRANT EXECUTE ON FUNCTION lo_create(oid), lo_unlink(oid) TO PUBLIC",
    finding: /^builtin_function:lo_create\(oid\)$/,
    exploit: "SELECT lo_create(0)",
  },
  {
    name: "UPDATE on a large object",
    sql: "SELECT lo_create(4712); GRANT UPDATE ON LARGE OBJECT 4712 TO $me",
    finding: /^large_object:4712:UPDATE$/,
  },
  {
    name: "pg_logical_emit_message",
    sql: `DO $$ BEGIN EXECUTE (SELECT 'GRANT EXECUTE ON FUNCTION ' || string_agg(oid::regprocedure::text, ', ') || ' TO PUBLIC'
      FROM pg_proc WHERE proname = 'pg_logical_emit_message'); END $$`,
    finding: /^builtin_function:pg_logical_emit_message\(boolean,text,text/,
    exploit: "SELECT pg_logical_emit_message(false, 'x', 'y')",
  },
  { name: "dblink", sql: "CREATE EXTENSION dblink", finding: /^extension:dblink$/ },
  {
    name: "EXECUTE on pg_read_file",
    sql: "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO $me",
    finding: /^builtin_function:pg_read_file\(text\)$/,
    exploit: "SELECT pg_read_file('PG_VERSION')",
  },
  {
    name: "EXECUTE on pg_ls_dir for PUBLIC",
    sql: "GRANT EXECUTE ON FUNCTION pg_ls_dir(text) TO PUBLIC",
    finding: /^builtin_function:pg_ls_dir\(text\)$/,
    exploit: "SELECT pg_ls_dir('.')",
  },
  {
    name: "a function in C or internal of somebody's own",
    sql: "CREATE FUNCTION make_object(oid) RETURNS oid LANGUAGE internal AS 'be_lo_create'",
    finding: /^function:public\.make_object\(oid\)$/,
    exploit: "SELECT make_object(0)",
  },
  {
    name: "adminpack, granted",
    until: 16,
    sql: "CREATE EXTENSION adminpack; GRANT EXECUTE ON FUNCTION pg_file_write(text, text, boolean) TO $me",
    finding: /^extension:adminpack$/,
  },
  {
    name: "USAGE of a foreign server",
    sql: "CREATE EXTENSION postgres_fdw; CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw; GRANT USAGE ON FOREIGN SERVER away TO $me",
    finding: /^server:away:USAGE$/,
    exploit: "CREATE USER MAPPING FOR CURRENT_USER SERVER away OPTIONS (user 'x')",
  },
  {
    name: "USAGE of a foreign data wrapper",
    sql: "CREATE EXTENSION postgres_fdw; GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO $me",
    finding: /^wrapper:postgres_fdw:USAGE$/,
    exploit: "CREATE SERVER mine FOREIGN DATA WRAPPER postgres_fdw",
  },
  {
    name: "SELECT on a foreign table, which may run a program",
    sql: "CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE ran (line text) SERVER files OPTIONS (program 'echo ran'); GRANT SELECT ON ran TO $me",
    finding: /^table:public\.ran:SELECT$/,
    exploit: "SELECT line FROM ran",
  },
  {
    name: "SELECT on a view of one, with the rights of its owner",
    sql: `CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
      CREATE FOREIGN TABLE ran (line text) SERVER files OPTIONS (program 'echo ran');
      CREATE VIEW inner_view AS SELECT line FROM ran; CREATE VIEW outer_view AS SELECT upper(line) AS line FROM inner_view;
      GRANT SELECT (line) ON outer_view TO $me`,
    finding: /^foreign:public\.outer_view$/,
    exploit: "SELECT line FROM outer_view",
  },
  {
    name: "SELECT on a table of which one is a part",
    sql: `CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
      CREATE TABLE whole (n int) PARTITION BY LIST (n); GRANT SELECT ON whole TO PUBLIC;
      CREATE FOREIGN TABLE ran PARTITION OF whole FOR VALUES IN (1) SERVER files OPTIONS (program 'echo 1')`,
    finding: /^foreign:public\.whole$/,
    exploit: "SELECT n FROM whole",
  },
  {
    name: "ALTER SYSTEM on a parameter",
    since: 15,
    sql: "GRANT ALTER SYSTEM ON PARAMETER work_mem TO $me",
    finding: /^parameter:work_mem:ALTER SYSTEM$/,
    exploit: "ALTER SYSTEM SET work_mem = '4MB'",
  },
  {
    name: "SET on a parameter of superusers",
    since: 15,
    sql: "GRANT SET ON PARAMETER session_replication_role TO $me",
    finding: /^parameter:session_replication_role:SET$/,
    exploit: "SET session_replication_role = replica",
  },
  {
    name: "a shadowed catalog",
    sql: "CREATE SCHEMA $me; CREATE VIEW $me.pg_roles AS SELECT 0::oid AS oid, ''::name AS rolname; GRANT USAGE ON SCHEMA $me TO $me; GRANT DELETE ON secrets TO $me; ALTER ROLE $me SET search_path = $me, pg_catalog",
    finding: /^table:public\.secrets:DELETE$/,
    exploit: "DELETE FROM public.secrets",
  },
];

/** Refused by the database itself, whatever the session says of reading and writing. */
export const attacks: readonly string[] = [
  "DELETE FROM users",
  "UPDATE users SET name = 'x'",
  "INSERT INTO users (id) VALUES (1)",
  "TRUNCATE users",
  "DROP TABLE users",
  "ALTER TABLE users ADD COLUMN x int",
  "CREATE INDEX ON users (id)",
  "WITH gone AS (DELETE FROM users RETURNING id) SELECT * FROM gone",
  "MERGE INTO users u USING (SELECT 1 AS id) s ON u.id = s.id WHEN MATCHED THEN DELETE",
  "SELECT id FROM users FOR UPDATE",
  "LOCK TABLE users IN EXCLUSIVE MODE",
  "SELECT password FROM users",
  "SELECT * FROM users",
  "SELECT u FROM users u",
  "SELECT row_to_json(u) FROM users u",
  "SELECT secret FROM secrets",
  "TABLE secrets",
  "COPY secrets TO STDOUT",
  "COPY users FROM '/etc/passwd'",
  "COPY (SELECT 1) TO '/tmp/mcp-intruder'",
  "COPY (SELECT 1) TO PROGRAM 'touch /tmp/mcp-intruder'",
  "CREATE TABLE intruder ()",
  "CREATE TEMPORARY TABLE intruder ()",
  "SELECT id INTO intruder FROM users",
  "CREATE SCHEMA intruder",
  "CREATE VIEW intruder AS SELECT 1",
  "CREATE FUNCTION intruder() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE EXTENSION pgcrypto",
  "CREATE ROLE intruder",
  "CREATE DATABASE intruder",
  "CREATE PUBLICATION intruder FOR TABLE users",
  "CREATE EVENT TRIGGER intruder ON ddl_command_start EXECUTE FUNCTION f()",
  "ALTER SYSTEM SET work_mem = '1GB'",
  "ALTER ROLE current_user SUPERUSER",
  "ALTER ROLE current_user BYPASSRLS",
  "ALTER ROLE postgres PASSWORD 'x'",
  "SET ROLE postgres",
  "SET SESSION AUTHORIZATION postgres",
  "SET session_replication_role = replica",
  "SET lo_compat_privileges = on",
  "SELECT lo_create(0)",
  "SELECT lo_from_bytea(0, 'x')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT lo_export(1, '/tmp/mcp-intruder')",
  "SELECT lo_unlink(1)",
  "SELECT pg_logical_emit_message(false, 'x', 'y')",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_read_binary_file('/etc/passwd')",
  "SELECT pg_ls_dir('/')",
  "SELECT pg_stat_file('/etc/passwd')",
  "SELECT pg_reload_conf()",
  "SELECT pg_rotate_logfile()",
  "SELECT pg_switch_wal()",
  "SELECT pg_create_restore_point('x')",
  "SELECT pg_promote()",
  "SELECT pg_create_physical_replication_slot('x')",
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
  "SELECT pg_stat_reset()",
  // What PUBLIC may call, and refuses by itself: some of it since 15, 17 and 18.
  "SELECT pg_import_system_collations('public')",
  "SELECT pg_nextoid('pg_class', 'oid', 'pg_class_oid_index')",
  "SELECT pg_stop_making_pinned_objects()",
  "SELECT binary_upgrade_set_next_pg_authid_oid('10')",
  "SELECT pg_copy_physical_replication_slot('a', 'b')",
  "SELECT pg_replication_slot_advance('a', '0/1')",
  "SELECT pg_sync_replication_slots()",
  "SELECT pg_clear_relation_stats('public', 'users')",
  "SELECT pg_clear_attribute_stats('public', 'users', 'name', false)",
  "SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', 'users', 'reltuples', 1::real)",
  "SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', 'users', 'attname', 'id', 'inherited', false, 'null_frac', 0.5::real)",
  "SELECT rolpassword FROM pg_authid",
  "SELECT passwd FROM pg_shadow",
  "SELECT subconninfo FROM pg_subscription",
  "SELECT * FROM pg_hba_file_rules",
  "SELECT query_to_xml('DELETE FROM users', true, false, '')",
  "DO $$ BEGIN DELETE FROM users; END $$",
  "DO $$ BEGIN EXECUTE 'CREATE TABLE intruder ()'; END $$",
  "PREPARE p AS DELETE FROM users; EXECUTE p",
  "EXPLAIN ANALYZE DELETE FROM users",
  "COMMENT ON TABLE users IS 'x'",
  "SECURITY LABEL ON TABLE users IS 'x'",
  "REFRESH MATERIALIZED VIEW users",
  "CLUSTER users",
  "REINDEX TABLE users",
  "CHECKPOINT",
  "LOAD '/tmp/intruder.so'",
  "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO public",
  "REASSIGN OWNED BY postgres TO current_user",
  "DROP OWNED BY postgres",
  "GRANT postgres TO current_user",
];
