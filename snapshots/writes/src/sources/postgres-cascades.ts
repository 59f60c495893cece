/**
 * What changes when the login changes what it may: the rows of its tables, of what is below these (partitions, tables that
 * inherit), and of tables whose foreign keys delete or change rows when those do that they refer to, and so on.
 */

/**
 * `own`: tables with the rights of the login. `family`: each table and what is below it. `fkey`: foreign keys that
 * change rows of `conrelid`; one that is NOT ENFORCED (since 18) changes none. Columns are compared by their names, which
 * are the same in every partition.
 */
const tables = `, own AS (
    SELECT c.oid, c.relkind, c.relispartition, format('%I.%I', n.nspname, c.relname) AS name,
      has_any_column_privilege(session_user, c.oid, 'INSERT') AS inserts,
      has_any_column_privilege(session_user, c.oid, 'UPDATE') AS updates,
      has_table_privilege(session_user, c.oid, 'DELETE') AS deletes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  ), family AS (
    WITH RECURSIVE tree AS (
      SELECT oid AS top, oid, true AS is_part FROM own
      UNION
      SELECT t.top, i.inhrelid, t.is_part AND own.relispartition
      FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid JOIN own ON own.oid = i.inhrelid
    ) SELECT top, oid, is_part FROM tree
  ), fkey AS (
    SELECT k.oid, k.conname, k.conrelid, k.conkey, k.confrelid, k.confdeltype, k.confupdtype,
      ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = ANY (k.conkey)) AS columns,
      ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = ANY (k.confkey)) AS keys,
      EXISTS (SELECT FROM pg_attribute
        WHERE attrelid = k.confrelid AND attnum = ANY (k.confkey) AND attgenerated <> '') AS is_computed
    FROM pg_constraint k
    WHERE k.contype = 'f' AND k.conparentid = 0 AND to_jsonb(k) ->> 'conenforced' IS DISTINCT FROM 'false'
      AND (k.confdeltype IN ('c', 'n', 'd') OR k.confupdtype IN ('c', 'n', 'd'))
  )`;

/**
 * `act`: foreign keys that act when the login uses a right (`event`) on a table (`origin`), and whether they delete rows
 * or change them. A key that is computed changes with any column. Foreign keys in a circle end it: none is added twice.
 */
const acts = `${tables}, act AS (
    WITH RECURSIVE step AS (
      SELECT o.oid AS origin, e.event, k.oid AS fkey, e.event = 'DELETE' AND e.action = 'c' AS deletes
      FROM own o JOIN family f ON f.top = o.oid JOIN family r ON r.oid = f.oid AND r.is_part
        JOIN fkey k ON k.confrelid = r.top,
        LATERAL (VALUES ('DELETE', k.confdeltype, o.deletes), ('UPDATE', k.confupdtype, o.updates AND (k.is_computed
          OR EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = o.oid AND t.attname = ANY (k.keys)
            AND has_column_privilege(session_user, o.oid, t.attnum, 'UPDATE'))))) AS e (event, action, may)
      WHERE e.may AND e.action IN ('c', 'n', 'd')
      UNION
      SELECT s.origin, s.event, k.oid, s.deletes AND k.confdeltype = 'c'
      FROM step s JOIN fkey b ON b.oid = s.fkey JOIN family f ON f.top = b.conrelid AND f.is_part
        JOIN family r ON r.oid = f.oid AND r.is_part JOIN fkey k ON k.confrelid = r.top
      WHERE CASE WHEN s.deletes THEN k.confdeltype IN ('c', 'n', 'd')
        ELSE k.confupdtype IN ('c', 'n', 'd') AND (k.is_computed OR k.keys && b.columns) END
    ) SELECT origin, event, fkey, deletes FROM step
  )`;

/** `changed`: tables whose rows change, and how; `by_key` when it is a foreign key that does it. */
export const changed = `${acts}, changed AS (
    SELECT DISTINCT c.oid, c.relkind, c.name, o.inserts, o.updates, o.deletes, false AS by_key
    FROM own o JOIN family f ON f.top = o.oid JOIN own c ON c.oid = f.oid
    WHERE o.inserts OR o.updates OR o.deletes
    UNION
    SELECT c.oid, c.relkind, c.name, false, NOT a.deletes, a.deletes, true
    FROM act a JOIN fkey k ON k.oid = a.fkey JOIN family f ON f.top = k.conrelid AND f.is_part
      JOIN own c ON c.oid = f.oid
  )`;

/** A foreign key can change rows of the table that refers, whatever the role may do there. */
export const cascades = `${acts} SELECT DISTINCT 'cascade:' || c.name || '.' || quote_ident(k.conname) AS id,
    a.event || ' on ' || o.name || ', which ' || CASE WHEN a.deletes THEN 'deletes' ELSE 'changes' END
      || ' rows of ' || c.name || ' by its foreign key ' || quote_ident(k.conname)
      || CASE WHEN k.confrelid = a.origin THEN '' ELSE ' to ' || r.name END AS privilege,
    format('REVOKE %s ON %s FROM %I;', a.event, o.name, session_user) AS remedy
  FROM act a JOIN fkey k ON k.oid = a.fkey JOIN own o ON o.oid = a.origin JOIN own c ON c.oid = k.conrelid
    JOIN own r ON r.oid = k.confrelid
  WHERE CASE WHEN a.deletes THEN NOT c.deletes ELSE EXISTS (SELECT FROM unnest(k.conkey) AS referring
    WHERE NOT has_column_privilege(session_user, k.conrelid, referring, 'UPDATE')) END`;
