-- Role orders_journal: may change exactly what mcp.yaml of orders-mcp lists, read what it lists there, and
-- nothing else.
-- Run it in the database of the tools, as a superuser:
--   psql -d DATABASE -f db/journal/roles.sql
--   psql -d DATABASE -c '\password orders_journal'
-- Safe to run again, also after a change: rights that the tools no longer need are taken away.
-- As the owner of a managed database it goes as far as it may, and says where it could not.
-- Undo: db/journal/drop-role.sql. Check: db/journal/verify.sql.
\set ON_ERROR_STOP on
BEGIN;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'orders_journal') THEN
    CREATE ROLE orders_journal;
  END IF;
END
$$;
ALTER ROLE orders_journal LOGIN CONNECTION LIMIT 40;
ALTER ROLE orders_journal SET default_transaction_read_only = on; -- a transaction that writes says so
ALTER ROLE orders_journal SET statement_timeout = '11000ms';
ALTER ROLE orders_journal SET lock_timeout = '2s';
ALTER ROLE orders_journal SET idle_in_transaction_session_timeout = '11000ms';
ALTER ROLE orders_journal SET search_path = public, pg_temp;

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
      AND d.refobjid = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = 'orders_journal')
  LOOP
    EXECUTE format('REVOKE ALL ON %s %I.%I FROM %I', object.kind, object.nspname, object.relname,
      'orders_journal');
  END LOOP;
END
$$;

-- What the tools read.
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), 'orders_journal');
END
$$;
GRANT USAGE ON SCHEMA public TO orders_journal;

-- What handlers change.
GRANT INSERT (order_id, text) ON public.notes TO orders_journal;
-- New rows take the values of serial columns from sequences.
DO $$
DECLARE
  taken record;
BEGIN
  FOR taken IN
    SELECT n.nspname, s.relname
    FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
      AND d.deptype = 'a'
      AND has_any_column_privilege('orders_journal', d.refobjid, 'INSERT')
  LOOP
    EXECUTE format('GRANT USAGE ON SEQUENCE %I.%I TO %I', taken.nspname, taken.relname, 'orders_journal');
  END LOOP;
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
    SELECT 'ALTER ROLE orders_journal NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
    UNION ALL
    SELECT 'ALTER ROLE orders_journal SET temp_file_limit = ''1GB'''
    UNION ALL
    SELECT 'ALTER ROLE orders_journal SET transaction_timeout = ''11000ms'''
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
