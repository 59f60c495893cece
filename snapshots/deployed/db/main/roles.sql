-- Role order_desk_mcp: may read exactly what the tools of order-desk.mcp read, and nothing else.
-- Run it in the database of the tools, as a superuser:
--   psql -d DATABASE -f db/main/roles.sql
--   psql -d DATABASE -c '\password order_desk_mcp'
-- Safe to run again, also after a change: rights that the tools no longer need are taken away.
-- As the owner of a managed database it goes as far as it may, and says where it could not.
-- Undo: db/main/drop-role.sql. Check: db/main/verify.sql.
\set ON_ERROR_STOP on
BEGIN;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'order_desk_mcp') THEN
    CREATE ROLE order_desk_mcp;
  END IF;
END
$$;
ALTER ROLE order_desk_mcp LOGIN CONNECTION LIMIT 50;
ALTER ROLE order_desk_mcp SET default_transaction_read_only = on;
ALTER ROLE order_desk_mcp SET statement_timeout = '11000ms';
ALTER ROLE order_desk_mcp SET lock_timeout = '2s';
ALTER ROLE order_desk_mcp SET idle_in_transaction_session_timeout = '11000ms';
ALTER ROLE order_desk_mcp SET search_path = pg_temp;

-- What the role was given before, in this database.
DO $$
DECLARE
  object record;
BEGIN
  FOR object IN
    SELECT DISTINCT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, n.nspname, c.relname
    FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_shdepend d ON d.objid = c.oid
    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a'
      AND d.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
      AND d.refclassid = 'pg_catalog.pg_authid'::regclass
      AND d.refobjid = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = 'order_desk_mcp')
  LOOP
    EXECUTE format('REVOKE ALL ON %s %I.%I FROM %I', object.kind, object.nspname, object.relname,
      'order_desk_mcp');
  END LOOP;
END
$$;

-- What the tools read.
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), 'order_desk_mcp');
END
$$;

-- What every role has unless it is taken from PUBLIC. Roles that need it are given it by name, for example:
--   GRANT TEMPORARY ON DATABASE app TO app;  GRANT EXECUTE ON FUNCTION lo_create(oid) TO app;
DO $$
DECLARE
  wanted text;
BEGIN
  FOR wanted IN
    SELECT format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC', current_database())
    UNION ALL
    SELECT format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', n.nspname)
    FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a
    WHERE a.grantee = 0 AND a.privilege_type = 'CREATE'
    UNION ALL
    -- They write, some of them in a read-only transaction, too (14, 15).
    SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', p.oid::regprocedure)
    FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname IN ('lo_creat', 'lo_create', 'lo_export',
      'lo_from_bytea', 'lo_import', 'lo_put', 'lo_truncate', 'lo_truncate64', 'lo_unlink', 'lowrite',
      'pg_logical_emit_message')
    UNION ALL
    -- Only a superuser may set or unset these.
    SELECT 'ALTER ROLE order_desk_mcp NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
    UNION ALL
    SELECT 'ALTER ROLE order_desk_mcp SET temp_file_limit = ''1GB'''
    UNION ALL
    SELECT 'ALTER ROLE order_desk_mcp SET transaction_timeout = ''11000ms'''
    WHERE current_setting('server_version_num')::int >= 170000
  LOOP
    BEGIN
      EXECUTE wanted;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE WARNING 'not done, a superuser must: %', wanted;
    END;
  END LOOP;
END
$$;

COMMIT;
