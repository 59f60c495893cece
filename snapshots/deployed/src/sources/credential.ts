import type { Logger } from "pino";

/** A right that the credential must not have. */
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
  /** Of a credential that is to change something: the rights to do so that it has not. */
  readonly lacks?: readonly string[];
}

const article = { role: "a", account: "an" } as const;

/** At most so many of a list are shown. */
const shownOf = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), `  and ${lines.length - most} more`];

/** The credential can do more than it should, or less. The message is for the operator. */
export class CredentialError extends Error {
  readonly code = "CREDENTIAL_REFUSED";
  readonly findings: readonly Finding[];

  constructor(
    source: string,
    { login: { kind, name }, lacks }: Pick<Standing, "login" | "lacks">,
    findings: readonly Finding[],
  ) {
    const whose = `The credential of source "${source}" (${kind} ${name})`;
    const purpose = lacks === undefined ? "read" : "change what the spec lists";
    const one = lacks === undefined ? "that has none of this" : "with exactly these rights";
    const beyond = findings.map(({ privilege, remedy }) => `  ${privilege}\n    ${remedy}`);
    const missing = (lacks ?? []).map((right) => `  ${right}`);
    super(
      [
        ...(beyond.length === 0
          ? []
          : [
              `${whose} can do more than ${purpose}, so nothing is served. It has:`,
              ...shownOf(beyond, 20),
            ]),
        ...(missing.length === 0
          ? []
          : [
              `${whose} cannot change what the spec lists, so nothing is served. It lacks:`,
              ...shownOf(missing, 20),
            ]),
        `db/${source}/roles.sql makes ${article[kind]} ${kind} ${one}.`,
      ].join("\n"),
    );
    this.name = "CredentialError";
    this.findings = findings;
  }
}

/**
 * Asks what the credential of a source may do, and throws a `CredentialError` unless it can only read, or only
 * change what it is meant to. `allowed` are the ids that the spec makes exceptions of; those that were needed are logged each time.
 */
export const checkCredential = async (
  ask: () => Promise<Standing>,
  source: string,
  allowed: readonly string[],
  log: Logger,
): Promise<void> => {
  const began = performance.now();
  const { login, findings, warnings, lacks } = await ask();
  const ms = Math.round(performance.now() - began);
  const whose = { source, [login.kind]: login.name };
  const refused = findings.filter(({ id }) => !allowed.includes(id));
  const used = findings.flatMap(({ id }) => (allowed.includes(id) ? [id] : []));
  if (refused.length > 0 || (lacks !== undefined && lacks.length > 0)) {
    const ids = refused.map(({ id }) => id);
    log.error({ event: "credential_refused", ...whose, findings: ids.slice(0, 100), lacks, ms });
    throw new CredentialError(source, { login, ...(lacks && { lacks }) }, refused);
  }
  if (used.length > 0) log.warn({ event: "credential_exceptions", ...whose, allowed: used });
  if (warnings.length > 0) log.warn({ event: "credential_generous", ...whose, warnings });
  log.info({ event: "credential_checked", ...whose, ms });
};
