/**
 * What a credential could do beyond reading, as questions to the catalog. Each answers with rows of: `id`, the
 * name under which a managed database's exception is listed; `privilege`, the same in words; `remedy`, the
 * statement that takes it away. They are asked for every role that the login could become, since NOINHERIT and
 * SET ROLE only hide a right, and for PUBLIC, whose defaults are where many rights come from.
 */

/** `me`: the roles that the login is or can become; `grantee`: those and PUBLIC (0). */
const roles = `WITH me AS (
    SELECT oid, rolname, quote_ident(rolname) AS who FROM pg_roles
    WHERE pg_has_role(session_user, oid, 'MEMBER')
  ), grantee AS (
    SELECT oid, who FROM me UNION ALL SELECT 0::oid, 'PUBLIC'
  ), leave AS (
    SELECT m.roleid, string_agg(format('REVOKE %I FROM %s;', r.rolname, me.who), ' ') AS statement
    FROM pg_auth_members m JOIN me ON me.oid = m.member JOIN pg_roles r ON r.oid = m.roleid
    GROUP BY m.roleid
  )`;

const attributes = `SELECT 'role:' || me.rolname || ':' || attribute AS id,
    attribute || CASE WHEN me.rolname = session_user THEN '' ELSE ' through role ' || me.who END AS privilege,
    COALESCE(leave.statement, format('ALTER ROLE %s NO%s;', me.who, attribute)) AS remedy
  FROM me JOIN pg_roles r USING (oid) LEFT JOIN leave ON leave.roleid = me.oid,
    LATERAL (VALUES ('SUPERUSER', rolsuper), ('CREATEROLE', rolcreaterole), ('CREATEDB', rolcreatedb),
      ('REPLICATION', rolreplication), ('BYPASSRLS', rolbypassrls)) AS a (attribute, has)
  WHERE has`;

/** Predefined roles: those that only read are allowed, whatever else there is or will be is not. */
const predefinedReaders = [
  "pg_monitor",
  "pg_read_all_data",
  "pg_read_all_settings",
  "pg_read_all_stats",
  "pg_stat_scan_tables",
  "pg_use_reserved_connections",
];
/** Administrators of hosted databases. */
const administrators = [
  "alloydbsuperuser",
  "azure_pg_admin",
  "cloudsqladmin",
  "cloudsqlsuperuser",
  "rds_replication",
  "rds_superuser",
];
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(", ");

const memberships = `SELECT 'member:' || me.rolname AS id, 'membership in ' || me.who AS privilege,
    leave.statement AS remedy
  FROM me JOIN leave ON leave.roleid = me.oid
  WHERE (me.rolname ~ '^pg_' AND me.rolname NOT IN (${quoted(predefinedReaders)}))
    OR me.rolname IN (${quoted(administrators)})`;

const administered = `SELECT 'admin:' || r.rolname AS id, 'ADMIN OPTION on role ' || quote_ident(r.rolname) AS privilege,
    format('REVOKE ADMIN OPTION FOR %I FROM %s;', r.rolname, me.who) AS remedy
  FROM pg_auth_members m JOIN me ON me.oid = m.member JOIN pg_roles r ON r.oid = m.roleid
  WHERE m.admin_option`;

/** An owner may do anything with what it owns, and `pg_shdepend` knows every owner of everything. */
const owned = `SELECT 'owner:' || o.type || ' ' || o.identity AS id,
    'ownership of ' || o.type || ' ' || o.identity AS privilege,
    format('ALTER %s %s OWNER TO another_role;', upper(o.type), o.identity) AS remedy
  FROM pg_shdepend d JOIN me ON me.oid = d.refobjid,
    LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) o
  WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o'
    AND d.classid NOT IN ('pg_default_acl'::regclass, 'pg_user_mapping'::regclass)
    AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  UNION ALL
  SELECT DISTINCT 'owner:database ' || b.datname, 'ownership of objects in database ' || quote_ident(b.datname),
    format('In database %I: REASSIGN OWNED BY %s TO another_role;', b.datname, me.who)
  FROM pg_shdepend d JOIN me ON me.oid = d.refobjid JOIN pg_database b ON b.oid = d.dbid
  WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o' AND b.datname <> current_database()
    AND d.classid NOT IN ('pg_default_acl'::regclass, 'pg_user_mapping'::regclass)`;

/** What the cluster was made with, such as UPDATE on `pg_settings` for PUBLIC, is harmless. */
const shipped = (catalog: string, object: string): string => `EXISTS (
    SELECT FROM pg_init_privs i, aclexplode(i.initprivs) s
    WHERE i.classoid = '${catalog}'::regclass AND i.objoid = ${object} AND i.objsubid = 0 AND i.privtype = 'i'
      AND s.grantee = a.grantee AND s.privilege_type = a.privilege_type AND NOT a.is_grantable)`;

/** The three columns for an entry `a` of an access list that is for `g`. All but `kind` are SQL. */
const entry = (kind: string, object: string, on: string, right = "a.privilege_type"): string =>
  `SELECT '${kind}:' || ${object} || ':' || ${right} || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS id,
    ${right} || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END || ' on ' || ${on}
      || CASE WHEN g.oid = 0 THEN ' for PUBLIC' ELSE '' END AS privilege,
    format('REVOKE %s%s ON %s FROM %s;', CASE WHEN a.is_grantable THEN 'GRANT OPTION FOR ' ELSE '' END,
      ${right}, ${on}, g.who) AS remedy`;

const relation = `format('%I.%I', n.nspname, c.relname)`;
const relations = `${entry(
  "table",
  relation,
  `CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END || ${relation}`,
)}
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
    JOIN grantee g ON g.oid = a.grantee
  WHERE c.relacl IS NOT NULL AND a.grantee <> c.relowner
    AND (a.privilege_type <> 'SELECT' OR a.is_grantable OR c.relkind = 'f')
    AND NOT ${shipped("pg_class", "c.oid")}`;

/**
 * A foreign table may run a program when it is read, or change something where its rows are: also when a view, with the
 * rights of its owner, or a table that it is a part of reads it. What a materialized view holds was read before.
 */
const foreign = `, up AS (
    WITH RECURSIVE step AS (
      SELECT oid AS foreign_table, oid FROM pg_class WHERE relkind = 'f'
      UNION
      SELECT s.foreign_table, c.oid
      FROM step s, LATERAL (
        SELECT inhparent AS oid FROM pg_inherits WHERE inhrelid = s.oid
        UNION ALL
        SELECT r.ev_class FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid
          AND r.ev_type = '1'
      ) reader JOIN pg_class c ON c.oid = reader.oid
      WHERE c.relkind <> 'm'
    ) SELECT foreign_table, oid FROM step WHERE oid <> foreign_table
  )
  SELECT DISTINCT 'foreign:' || ${relation} AS id,
    'SELECT on ' || ${relation} || ', which reads foreign table ' || up.foreign_table::regclass AS privilege,
    format('REVOKE SELECT ON %s FROM %s;', ${relation}, COALESCE(
      (SELECT min(g.who) FROM aclexplode(c.relacl) a JOIN grantee g ON g.oid = a.grantee WHERE a.privilege_type = 'SELECT'),
      quote_ident(session_user))) AS remedy
  FROM up JOIN pg_class c ON c.oid = up.oid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE EXISTS (SELECT FROM me WHERE has_any_column_privilege(me.oid, c.oid, 'SELECT'))`;

const columns = `${entry(
  "column",
  `${relation} || '.' || quote_ident(t.attname)`,
  relation,
  `a.privilege_type || format(' (%I)', t.attname)`,
)}
  FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
    aclexplode(t.attacl) a JOIN grantee g ON g.oid = a.grantee
  WHERE t.attacl IS NOT NULL AND a.grantee <> c.relowner
    AND (a.privilege_type <> 'SELECT' OR a.is_grantable OR c.relkind = 'f')`;

const schemas = `${entry("schema", "n.nspname", `format('SCHEMA %I', n.nspname)`)}
  FROM pg_namespace n, aclexplode(n.nspacl) a JOIN grantee g ON g.oid = a.grantee
  WHERE a.grantee <> n.nspowner AND (a.privilege_type <> 'USAGE' OR a.is_grantable)`;

const database = `${entry("database", "d.datname", `format('DATABASE %I', d.datname)`)}
  FROM pg_database d, aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) a
    JOIN grantee g ON g.oid = a.grantee
  WHERE d.datname = current_database() AND a.grantee <> d.datdba
    AND (a.privilege_type <> 'CONNECT' OR a.is_grantable)`;

const tablespaces = `${entry("tablespace", "t.spcname", `format('TABLESPACE %I', t.spcname)`)}
  FROM pg_tablespace t, aclexplode(t.spcacl) a JOIN grantee g ON g.oid = a.grantee
  WHERE a.grantee <> t.spcowner`;

const servers = `${entry("server", "f.srvname", `format('FOREIGN SERVER %I', f.srvname)`)}
  FROM pg_foreign_server f, aclexplode(f.srvacl) a JOIN grantee g ON g.oid = a.grantee
  WHERE a.grantee <> f.srvowner`;

const wrappers = `${entry("wrapper", "f.fdwname", `format('FOREIGN DATA WRAPPER %I', f.fdwname)`)}
  FROM pg_foreign_data_wrapper f, aclexplode(f.fdwacl) a JOIN grantee g ON g.oid = a.grantee
  WHERE a.grantee <> f.fdwowner`;

const largeObjects = `${entry("large_object", "l.oid::text", `'LARGE OBJECT ' || l.oid`)}
  FROM pg_largeobject_metadata l, aclexplode(l.lomacl) a JOIN grantee g ON g.oid = a.grantee
  WHERE a.grantee <> l.lomowner AND (a.privilege_type <> 'SELECT' OR a.is_grantable)
  UNION ALL
  SELECT 'setting:lo_compat_privileges', 'every large object, whoever owns it',
    'ALTER SYSTEM SET lo_compat_privileges = off; SELECT pg_reload_conf();'
  WHERE current_setting('lo_compat_privileges') = 'on'`;

/** PostgreSQL 15 and later. */
const parameters = `${entry("parameter", "p.parname", `'PARAMETER ' || p.parname`)}
  FROM pg_parameter_acl p, aclexplode(p.paracl) a JOIN grantee g ON g.oid = a.grantee
  WHERE a.grantee <> 10`;

/** Not to be called by a statement: the system calls them. */
const callable = `p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype, 'internal'::regtype,
      'language_handler'::regtype, 'fdw_handler'::regtype, 'index_am_handler'::regtype,
      'table_am_handler'::regtype, 'tsm_handler'::regtype)
    AND NOT 'internal'::regtype = ANY (p.proargtypes::oid[])`;

const routine = `'ROUTINE ' || p.oid::regprocedure`;
const executable = `aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a
    JOIN grantee g ON g.oid = a.grantee`;

/** What runs when `p` is called. An aggregate's functions do with nobody but its owner asked for the right to call them. */
const running = `(SELECT p.oid WHERE p.prokind <> 'a' UNION ALL
      SELECT f FROM pg_aggregate g, unnest(ARRAY[g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn,
        g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn]::oid[]) f WHERE g.aggfnoid = p.oid AND f <> 0
    ) r JOIN pg_proc s ON s.oid = r.oid`;

/** They run with their owner's rights, and PUBLIC may call a new one unless its owner says otherwise. */
const definers = `SELECT 'function:' || p.oid::regprocedure AS id,
    'EXECUTE on SECURITY DEFINER function ' || p.oid::regprocedure AS privilege,
    format('REVOKE EXECUTE ON %s FROM %s;', ${routine}, g.who) AS remedy
  FROM pg_proc p, ${executable}
  WHERE (p.prosecdef OR p.prokind = 'a' AND p.oid >= 16384 AND EXISTS (SELECT FROM ${running} WHERE s.prosecdef))
    AND ${callable} AND a.grantee <> p.proowner`;

/**
 * Extensions whose compiled functions compute, or run SQL with the caller's own rights. Of the two foreign data
 * wrappers, it is servers and tables that lead elsewhere, and those are looked at by themselves.
 */
const harmless = `address_standardizer amcheck bloom btree_gin btree_gist citext cube dict_int dict_xsyn
  earthdistance file_fdw fuzzystrmatch hstore intagg intarray isn ltree pageinspect pg_buffercache pg_freespacemap
  pg_stat_statements pg_trgm pg_visibility pg_walinspect pgaudit pgcrypto pgrowlocks pgstattuple postgis
  postgis_raster postgis_topology postgres_fdw seg sslinfo tablefunc tsm_system_rows tsm_system_time unaccent
  uuid-ossp vector xml2`;

/** Compiled code and untrusted languages can do anything that the server's own process can. */
const compiled = `SELECT CASE WHEN e.extname IS NULL THEN 'function:' || p.oid::regprocedure
      ELSE 'extension:' || e.extname END AS id,
    CASE WHEN e.extname IS NULL THEN 'EXECUTE on function ' || p.oid::regprocedure || ' in language ' || l.lanname
      ELSE 'EXECUTE on functions of extension ' || quote_ident(e.extname) END AS privilege,
    format('REVOKE EXECUTE ON ROUTINE %s FROM %s;',
      string_agg(DISTINCT p.oid::regprocedure::text, ', '), g.who) AS remedy
  FROM pg_proc p, LATERAL ${running} JOIN pg_language l ON l.oid = s.prolang
    LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = s.oid AND d.deptype = 'e'
      AND d.refclassid = 'pg_extension'::regclass
    LEFT JOIN pg_extension e ON e.oid = d.refobjid,
    ${executable}
  WHERE p.oid >= 16384 AND NOT l.lanpltrusted
    AND (s.oid >= 16384 OR NOT has_function_privilege(session_user, s.oid, 'EXECUTE'))
    AND ${callable} AND a.grantee <> p.proowner
    AND COALESCE(e.extname, '') <> ALL (string_to_array('${harmless.replaceAll(/\s+/g, " ")}', ' '))
  GROUP BY 1, 2, g.who`;

/** They write, some of them in a read-only transaction, too (14, 15), and PUBLIC may call most of them. */
const writers = `'lo_creat', 'lo_create', 'lo_export', 'lo_from_bytea', 'lo_import', 'lo_put', 'lo_truncate',
    'lo_truncate64', 'lo_unlink', 'lowrite', 'pg_logical_emit_message'`;

/** Those, and every other function that the cluster was made with and that somebody granted later. */
const builtIn = `SELECT 'builtin_function:' || p.oid::regprocedure AS id,
    'EXECUTE on function ' || p.oid::regprocedure || CASE WHEN g.oid = 0 THEN ' for PUBLIC' ELSE '' END AS privilege,
    format('REVOKE EXECUTE ON %s FROM %s;', ${routine}, g.who) AS remedy
  FROM pg_proc p, ${executable}
  WHERE p.oid < 16384 AND a.grantee <> p.proowner AND (p.proname IN (${writers}) OR (
    p.proacl IS NOT NULL AND NOT ${shipped("pg_proc", "p.oid")}
    AND EXISTS (SELECT FROM pg_init_privs i WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid
      AND NOT EXISTS (SELECT FROM aclexplode(i.initprivs) s WHERE s.grantee = 0))))`;

/** One that makes all others moot, and would match everything they look for. */
export const isSuperuser = `${roles} ${attributes} AND attribute = 'SUPERUSER'`;

/** A question that is asked for every role that the login could become. */
export const asEveryRole = <Q extends { readonly sql: string }>(question: Q): Q => ({
  ...question,
  sql: `${roles} ${question.sql}`,
});

/** Every question, with the version of PostgreSQL that it needs. */
export const questions: readonly { readonly sql: string; readonly since?: number }[] = [
  { sql: attributes },
  { sql: memberships },
  { sql: administered },
  { sql: owned },
  { sql: relations },
  { sql: columns },
  { sql: foreign },
  { sql: schemas },
  { sql: database },
  { sql: tablespaces },
  { sql: servers },
  { sql: wrappers },
  { sql: largeObjects },
  { sql: parameters, since: 15 },
  { sql: definers },
  { sql: compiled },
  { sql: builtIn },
].map(asEveryRole);

/** Rights that only read, and more than any tool's role needs. */
export const generous = `${roles} SELECT 'membership in ' || who AS privilege FROM me
  WHERE rolname IN (${quoted(predefinedReaders)})
  UNION ALL
  SELECT format('%s on future objects through default privileges for %s', a.privilege_type, g.who)
  FROM pg_default_acl d, aclexplode(d.defaclacl) a JOIN grantee g ON g.oid = a.grantee
  WHERE a.grantee <> d.defaclrole AND d.defaclobjtype IN ('r', 'S', 'n', 'L')
    AND a.privilege_type NOT IN ('SELECT', 'USAGE')`;
