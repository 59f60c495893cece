-- Shows what role order_desk_mcp may do in this database, and fails when it lacks what the tools need. Any role may run it:
--   psql -d DATABASE -f db/main/verify.sql
-- The server asks the catalog far more than this at each start, and refuses to start with a role that can do more.
\set ON_ERROR_STOP on
BEGIN READ ONLY;

DO $$
DECLARE
  missing text;
BEGIN
  SELECT string_agg(wanted.privilege || ' on ' || concat_ws('.', wanted.name, field), ', ') INTO missing
  FROM (VALUES
  ) AS wanted (name, privilege, fields) LEFT JOIN LATERAL unnest(wanted.fields) AS field ON true
  WHERE NOT CASE WHEN field IS NULL THEN has_table_privilege('order_desk_mcp', wanted.name, wanted.privilege)
    ELSE has_column_privilege('order_desk_mcp', wanted.name, field, wanted.privilege) END;
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'role % has no %', 'order_desk_mcp', missing;
  END IF;
END
$$;

\echo 'Attributes (all but the login must be f):'
SELECT rolcanlogin AS login, rolsuper AS superuser, rolcreaterole AS createrole, rolcreatedb AS createdb,
  rolreplication AS replication, rolbypassrls AS bypassrls, rolconnlimit AS connections
FROM pg_catalog.pg_roles WHERE rolname = 'order_desk_mcp';

\echo 'Member of (must be empty, or roles that only read):'
SELECT m.roleid::regrole AS role
FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.member
WHERE r.rolname = 'order_desk_mcp';

\echo 'May read:'
SELECT n.nspname AS schema, c.relname AS table, string_agg(a.attname, ', ' ORDER BY a.attnum) AS columns
FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND has_column_privilege('order_desk_mcp', c.oid, a.attnum, 'SELECT')
GROUP BY 1, 2 ORDER BY 1, 2;

\echo 'May write (must be empty):'
SELECT n.nspname AS schema, c.relname AS table, string_agg(DISTINCT privilege, ', ') AS rights
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
  LATERAL (
    SELECT a.privilege || CASE WHEN has_table_privilege('order_desk_mcp', c.oid, a.privilege) THEN ''
      ELSE format(' (%I)', t.attname) END AS privilege
    FROM unnest(ARRAY['INSERT', 'UPDATE']) AS a (privilege)
      JOIN pg_catalog.pg_attribute t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped
    WHERE has_column_privilege('order_desk_mcp', c.oid, t.attnum, a.privilege)
    UNION ALL
    SELECT a.privilege FROM unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) AS a (privilege)
    WHERE has_table_privilege('order_desk_mcp', c.oid, a.privilege)
  ) AS rights
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
GROUP BY 1, 2 ORDER BY 1, 2;

ROLLBACK;
