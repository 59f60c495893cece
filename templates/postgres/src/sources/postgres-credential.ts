import type { ClientBase } from "pg";
import type { Logger } from "pino";
import { generous, isSuperuser, questions } from "./postgres-rights.js";

/** A right that a read-only credential must not have. */
export interface Finding {
  /** Names it exactly, for the exceptions of a managed database: `builtin_function:lo_creat(integer)`. */
  readonly id: string;
  readonly privilege: string;
  /** The statement that takes it away. */
  readonly remedy: string;
}

export interface Standing {
  /** The role that logged in. */
  readonly role: string;
  readonly findings: readonly Finding[];
  /** What it may read beyond what tools need. */
  readonly warnings: readonly string[];
}

/** The credential can do more than read. The message is for the operator. */
export class CredentialError extends Error {
  readonly code = "CREDENTIAL_REFUSED";
  readonly findings: readonly Finding[];

  constructor(source: string, { role, findings }: Standing) {
    const shown = findings
      .slice(0, 20)
      .map(({ privilege, remedy }) => `  ${privilege}\n    ${remedy}`);
    const more = findings.length - shown.length;
    super(
      [
        `The credential of source "${source}" (role ${role}) can do more than read, so nothing is served. It has:`,
        ...shown,
        ...(more > 0 ? [`  and ${more} more`] : []),
        `db/${source}/roles.sql makes a role that has none of this.`,
      ].join("\n"),
    );
    this.name = "CredentialError";
    this.findings = findings;
  }
}

/**
 * Everything in the catalog under its own name, whatever a schema of the database calls the same. Compiling
 * the plans of these queries would take ten times as long as running them.
 */
const settings = `SELECT set_config('search_path', 'pg_catalog, pg_temp', true), set_config('jit', 'off', true)`;

/**
 * Asks the catalog what this credential may do, as itself and as any role it could become. Writes nothing.
 * Some 20 queries, of 90 ms in all in a database of 3,000 tables.
 */
export const standingOf = async (client: ClientBase): Promise<Standing> => {
  // A name makes pg use the extended protocol also without values.
  const ask = async <T extends object>(name: string, text: string): Promise<T[]> =>
    (await client.query<T>({ name: `mcp_credential_${name}`, text })).rows;
  await ask("begin", "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  try {
    await ask("settings", settings);
    const [login] = await ask<{ role: string; version: number }>(
      "login",
      "SELECT session_user AS role, current_setting('server_version_num')::int / 10000 AS version",
    );
    const { role = "", version = 0 } = login ?? {};
    const superuser = await ask<Finding>("superuser", isSuperuser);
    if (superuser.length > 0) return { role, findings: superuser, warnings: [] };
    const findings = new Map<string, Finding>();
    for (const [index, { sql, since = 0 }] of questions.entries()) {
      if (version < since) continue;
      for (const found of await ask<Finding>(`${index}`, sql)) findings.set(found.id, found);
    }
    const warnings = (await ask<{ privilege: string }>("generous", generous)).map(
      ({ privilege }) => privilege,
    );
    return { role, findings: [...findings.values()], warnings };
  } finally {
    await ask("end", "ROLLBACK");
  }
};

/**
 * Throws a `CredentialError` unless the credential can only read. `allowed` are the ids that the spec makes
 * exceptions of; those that were needed are logged each time.
 */
export const checkCredential = async (
  client: ClientBase,
  source: string,
  allowed: readonly string[],
  log: Logger,
): Promise<void> => {
  const began = performance.now();
  const { role, findings, warnings } = await standingOf(client);
  const refused = findings.filter(({ id }) => !allowed.includes(id));
  const ms = Math.round(performance.now() - began);
  const used = findings.flatMap(({ id }) => (allowed.includes(id) ? [id] : []));
  if (refused.length > 0) {
    const ids = refused.map(({ id }) => id);
    log.error({ event: "credential_refused", source, role, findings: ids.slice(0, 100), ms });
    throw new CredentialError(source, { role, findings: refused, warnings });
  }
  if (used.length > 0) log.warn({ event: "credential_exceptions", source, role, allowed: used });
  if (warnings.length > 0) log.warn({ event: "credential_generous", source, role, warnings });
  log.info({ event: "credential_checked", source, role, ms });
};
