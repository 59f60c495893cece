-- Takes role order_desk_mcp and all that it was given out of this database. Run it as a superuser:
--   psql -d DATABASE -f db/main/drop-role.sql
-- What roles.sql took from PUBLIC stays taken. To give it back, for example:
--   GRANT TEMPORARY ON DATABASE app TO PUBLIC;  GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC;
\set ON_ERROR_STOP on
BEGIN;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'order_desk_mcp') THEN
    RETURN;
  END IF;
  IF EXISTS (
    SELECT FROM pg_catalog.pg_shdepend
    WHERE refclassid = 'pg_catalog.pg_authid'::regclass AND deptype = 'o'
      AND refobjid = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = 'order_desk_mcp')
  ) THEN
    RAISE EXCEPTION 'role % owns objects: see first who needs them', 'order_desk_mcp';
  END IF;
  DROP OWNED BY order_desk_mcp; -- its rights: it owns nothing
  DROP ROLE order_desk_mcp;
END
$$;

COMMIT;
