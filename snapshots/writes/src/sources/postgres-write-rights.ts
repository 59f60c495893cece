import { cascades, changed } from "./postgres-cascades.js";
import type { Declared, Question } from "./postgres-credential.js";

/** What a role may change in one table, as the spec lists it. */
export interface TableWrites {
  readonly schema: string;
  readonly table: string;
  /** Columns that a new row may be given. */
  readonly insert: readonly string[];
  /** Columns that may be changed. */
  readonly update: readonly string[];
  /** Rows may be deleted. */
  readonly delete: boolean;
}

/**
 * The findings that are no surprise, under the names that the check gives them, and those rights without which
 * handlers cannot do their work. Whoever may add rows with serial columns may take their next values.
 */
const expected = `WITH wanted AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS w (schema, tab, col, privilege)
  )
  SELECT CASE WHEN col IS NULL THEN format('table:%I.%I:%s', schema, tab, privilege)
      ELSE format('column:%I.%I.%I:%s (%I)', schema, tab, col, privilege, col) END AS id,
    privilege || COALESCE(' (' || quote_ident(col) || ')', '') || format(' on %I.%I', schema, tab) AS needed
  FROM wanted
  UNION ALL
  SELECT DISTINCT format('table:%I.%I:USAGE', n.nspname, s.relname), NULL
  FROM wanted JOIN pg_namespace t ON t.nspname = wanted.schema
    JOIN pg_class c ON c.relnamespace = t.oid AND c.relname = wanted.tab
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.deptype = 'a'
      AND d.classid = 'pg_class'::regclass
    JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_namespace n ON n.oid = s.relnamespace
  WHERE wanted.privilege = 'INSERT'`;

const rowsOf = ({ schema, table, insert, update, delete: deletes }: TableWrites) => [
  ...insert.map((column) => [schema, table, column, "INSERT"] as const),
  ...update.map((column) => [schema, table, column, "UPDATE"] as const),
  ...(deletes ? [[schema, table, null, "DELETE"] as const] : []),
];

/**
 * A trigger's function with the rights of its owner, or in a language without bounds, does what the role may not. What a
 * foreign key changes is changed by the owner of the table, as whom its triggers are run at once (AFTER: since 18).
 * `tgisinternal` says nothing: 14 sets it for a trigger that a partition has from its parent, and what the system makes
 * for itself is in language internal.
 */
const triggers = `${changed} SELECT DISTINCT 'trigger:' || c.name || '.' || quote_ident(t.tgname) AS id,
    'trigger ' || quote_ident(t.tgname) || ' on ' || c.name || ', whose function ' || p.oid::regprocedure
      || CASE WHEN p.prosecdef THEN ' runs with the rights of its owner'
        WHEN NOT l.lanpltrusted THEN ' is in language ' || l.lanname
        ELSE ' runs with the rights of the owner of the table when a foreign key changes rows' END AS privilege,
    CASE WHEN p.prosecdef THEN format('ALTER FUNCTION %s SECURITY INVOKER;', p.oid::regprocedure)
      ELSE format('ALTER TABLE %s DISABLE TRIGGER %I;', c.name, t.tgname) END AS remedy
  FROM changed c JOIN pg_trigger t ON t.tgrelid = c.oid JOIN pg_proc p ON p.oid = t.tgfoid
    JOIN pg_language l ON l.oid = p.prolang
  WHERE t.tgenabled <> 'D' AND (p.prosecdef OR l.lanname NOT IN ('internal', 'c') AND (NOT l.lanpltrusted OR c.by_key
      AND (t.tgtype & 2 > 0 OR current_setting('server_version_num')::int >= 180000)))
    AND (c.inserts AND t.tgtype & 4 > 0 OR c.deletes AND t.tgtype & 8 > 0 OR c.updates AND t.tgtype & 16 > 0)`;

/** The statements of a rule run with the rights of the table's owner. */
const rules = `${changed} SELECT DISTINCT 'rule:' || c.name || '.' || quote_ident(r.rulename) AS id,
    'rule ' || quote_ident(r.rulename) || ' on ' || c.name || ', which runs with the rights of its owner' AS privilege,
    format('ALTER TABLE %s DISABLE RULE %I;', c.name, r.rulename) AS remedy
  FROM changed c JOIN pg_rewrite r ON r.ev_class = c.oid
  WHERE r.ev_enabled <> 'D'
    AND (c.updates AND r.ev_type = '2' OR c.inserts AND r.ev_type = '3' OR c.deletes AND r.ev_type = '4')`;

/** What is written through a view is another table, with the rights of the view's owner. */
const views = `${changed} SELECT CASE c.relkind WHEN 'v' THEN 'view:' ELSE 'foreign_table:' END || c.name AS id,
    CASE c.relkind WHEN 'v' THEN 'view ' || c.name || ', through which other tables change with the rights of its owner'
      ELSE 'foreign table ' || c.name || ', whose rows are on another server' END AS privilege,
    format('REVOKE INSERT, UPDATE, DELETE ON %s FROM %I;', c.name, session_user) AS remedy
  FROM changed c WHERE c.relkind IN ('v', 'f')`;

/** What the check asks beside its other questions of a role that may write. */
const questions: readonly Question[] = [triggers, rules, views, cascades].map((sql) => ({ sql }));

/** The rights that the spec declares, for the check to expect: these, and nothing that follows from them. */
export const declaredRights = (writes: readonly TableWrites[]): Declared => {
  const rows = writes.flatMap(rowsOf);
  return {
    expected: {
      text: expected,
      values: [0, 1, 2, 3].map((field) => rows.map((row) => row[field] ?? null)),
    },
    questions,
  };
};
