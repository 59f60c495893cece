import type { Connection } from "mysql2";
import type { Logger } from "pino";
import { rightsOf, type Finding } from "./mysql-rights.js";
import type { Flavour } from "./mysql-session.js";

/** The credential can do more than read. The message is for the operator. */
export class CredentialError extends Error {
  readonly code = "CREDENTIAL_REFUSED";
  readonly findings: readonly Finding[];

  constructor(source: string, account: string, findings: readonly Finding[]) {
    const shown = findings
      .slice(0, 20)
      .map(({ privilege, remedy }) => `  ${privilege}\n    ${remedy}`);
    const more = findings.length - shown.length;
    super(
      [
        `The credential of source "${source}" (account ${account}) can do more than read, so nothing is served. It has:`,
        ...shown,
        ...(more > 0 ? [`  and ${more} more`] : []),
        `db/${source}/roles.sql makes an account that has none of this.`,
      ].join("\n"),
    );
    this.name = "CredentialError";
    this.findings = findings;
  }
}

/**
 * Throws a `CredentialError` unless the credential can only read. `allowed` are the ids that the spec makes
 * exceptions of; those that were needed are logged each time.
 */
export const checkCredential = async (
  connection: Connection,
  flavour: Flavour,
  source: string,
  allowed: readonly string[],
  log: Logger,
): Promise<void> => {
  const began = performance.now();
  const { account, findings } = await rightsOf(connection, flavour);
  const refused = findings.filter(({ id }) => !allowed.includes(id));
  const ms = Math.round(performance.now() - began);
  const used = findings.flatMap(({ id }) => (allowed.includes(id) ? [id] : []));
  if (refused.length > 0) {
    const ids = refused.map(({ id }) => id);
    log.error({ event: "credential_refused", source, account, findings: ids.slice(0, 100), ms });
    throw new CredentialError(source, account, refused);
  }
  if (used.length > 0) log.warn({ event: "credential_exceptions", source, account, allowed: used });
  log.info({ event: "credential_checked", source, account, ms });
};
