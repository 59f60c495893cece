import type { Logger } from "pino";

/** A right that a read-only credential must not have. */
export interface Finding {
  /** Names it exactly, for the exceptions of the spec: `builtin_function:lo_creat(integer)`. */
  readonly id: string;
  readonly privilege: string;
  /** The statement that takes it away. */
  readonly remedy: string;
}

/** Who was let in, by the word that the database has for it. */
export interface Login {
  readonly kind: "role" | "account";
  readonly name: string;
}

/** What a credential may do, as the database tells it. */
export interface Standing {
  readonly login: Login;
  readonly findings: readonly Finding[];
  /** What it may read beyond what tools need. */
  readonly warnings: readonly string[];
}

const article = { role: "a", account: "an" } as const;

/** The credential can do more than read. The message is for the operator. */
export class CredentialError extends Error {
  readonly code = "CREDENTIAL_REFUSED";
  readonly findings: readonly Finding[];

  constructor(source: string, { kind, name }: Login, findings: readonly Finding[]) {
    const shown = findings
      .slice(0, 20)
      .map(({ privilege, remedy }) => `  ${privilege}\n    ${remedy}`);
    const more = findings.length - shown.length;
    super(
      [
        `The credential of source "${source}" (${kind} ${name}) can do more than read, so nothing is served. It has:`,
        ...shown,
        ...(more > 0 ? [`  and ${more} more`] : []),
        `db/${source}/roles.sql makes ${article[kind]} ${kind} that has none of this.`,
      ].join("\n"),
    );
    this.name = "CredentialError";
    this.findings = findings;
  }
}

/**
 * Asks what the credential of a source may do, and throws a `CredentialError` unless it can only read. `allowed`
 * are the ids that the spec makes exceptions of; those that were needed are logged each time.
 */
export const checkCredential = async (
  ask: () => Promise<Standing>,
  source: string,
  allowed: readonly string[],
  log: Logger,
): Promise<void> => {
  const began = performance.now();
  const { login, findings, warnings } = await ask();
  const ms = Math.round(performance.now() - began);
  const whose = { source, [login.kind]: login.name };
  const refused = findings.filter(({ id }) => !allowed.includes(id));
  const used = findings.flatMap(({ id }) => (allowed.includes(id) ? [id] : []));
  if (refused.length > 0) {
    const ids = refused.map(({ id }) => id);
    log.error({ event: "credential_refused", ...whose, findings: ids.slice(0, 100), ms });
    throw new CredentialError(source, login, refused);
  }
  if (used.length > 0) log.warn({ event: "credential_exceptions", ...whose, allowed: used });
  if (warnings.length > 0) log.warn({ event: "credential_generous", ...whose, warnings });
  log.info({ event: "credential_checked", ...whose, ms });
};
