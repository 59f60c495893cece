/**
 * The lines of SHOW GRANTS, as MySQL and MariaDB print them with `sql_quote_show_create` on. A line is never kept
 * or shown: MariaDB's hold the hash of the password.
 */

export interface Grant {
  readonly kind: "grant";
  readonly privileges: readonly Privilege[];
  readonly on: Target;
  /** As SQL writes it: `'me'@'%'`, or a role, or PUBLIC. */
  readonly grantee: string;
  readonly grantable: boolean;
}

export interface Privilege {
  /** In capitals: `SELECT`, `CREATE TEMPORARY TABLES`. */
  readonly name: string;
  /** Of the right, if it is on columns. */
  readonly columns: readonly string[];
}

export interface Target {
  /** What it is, if it is no table: FUNCTION, PROCEDURE, PACKAGE. */
  readonly type: string;
  /** `*` for all. */
  readonly schema: string;
  readonly name: string;
}

export type GrantLine =
  | Grant
  | { readonly kind: "roles"; readonly roles: readonly string[]; readonly grantee: string }
  | { readonly kind: "proxy"; readonly grantee: string }
  /** Something that neither prints today. */
  | { readonly kind: "unknown" };

type Token = { readonly kind: "name" | "text" | "word" | "mark"; readonly text: string };

/** Each character belongs to one kind of token, so that no name can pass for a word. */
const tokens = /`((?:[^`]|``)*)`|'((?:[^'\\]|''|\\[^])*)'|([\p{L}_][\p{L}\p{N}_]*)|([^\s])/gu;

const tokensOf = (line: string): readonly Token[] =>
  [...line.matchAll(tokens)].map(([, name, text, word, mark]): Token => {
    if (name !== undefined) return { kind: "name", text: name.replaceAll("``", "`") };
    if (text !== undefined) return { kind: "text", text };
    if (word !== undefined) return { kind: "word", text: word.toUpperCase() };
    return { kind: "mark", text: mark ?? "" };
  });

export const quoteName = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
const quoteText = (text: string): string =>
  `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
export const accountName = (user: string, host: string): string =>
  `${quoteText(user)}@${quoteText(host)}`;

const unknown = { kind: "unknown" } as const;

/** What one line grants; never fails. */
export const readGrant = (line: string): GrantLine => {
  const list = tokensOf(line);
  let at = 0;
  const isNext = (kind: Token["kind"], text?: string): boolean =>
    list[at]?.kind === kind && (text === undefined || list[at]?.text === text);
  const take = (kind: Token["kind"], text?: string): string | undefined =>
    isNext(kind, text) ? list[at++]?.text : undefined;

  /** `user`@`host`, or the name of a role, or PUBLIC. */
  const takeGrantee = (): string | undefined => {
    if (take("word", "PUBLIC") !== undefined) return "PUBLIC";
    const user = take("name") ?? take("text");
    if (user === undefined) return undefined;
    if (take("mark", "@") === undefined) return quoteName(user);
    const host = take("name") ?? take("text");
    return host === undefined ? undefined : accountName(user, host);
  };

  /** `, `-separated, at least one. */
  const takeList = <T>(takeOne: () => T | undefined): readonly T[] | undefined => {
    const found: T[] = [];
    do {
      const one = takeOne();
      if (one === undefined) return undefined;
      found.push(one);
    } while (take("mark", ",") !== undefined);
    return found;
  };

  const takePrivilege = (): Privilege | undefined => {
    const words: string[] = [];
    while (isNext("word") && !isNext("word", "ON")) words.push(take("word") ?? "");
    if (words.length === 0) return undefined;
    if (take("mark", "(") === undefined) return { name: words.join(" "), columns: [] };
    const columns = takeList(() => take("name"));
    if (columns === undefined || take("mark", ")") === undefined) return undefined;
    return { name: words.join(" "), columns };
  };

  const takeTarget = (): Target | undefined => {
    const type: string[] = [];
    while (isNext("word")) type.push(take("word") ?? "");
    const schema = take("mark", "*") ?? take("name");
    if (schema === undefined || take("mark", ".") === undefined) return undefined;
    const name = take("mark", "*") ?? take("name");
    return name === undefined ? undefined : { type: type.join(" "), schema, name };
  };

  const readRoles = (): GrantLine => {
    const roles = takeList(takeGrantee);
    const joined = take("word", "TO") ?? take("word", "FOR");
    const grantee = takeGrantee();
    if (roles === undefined || joined === undefined || grantee === undefined) return unknown;
    return { kind: "roles", roles, grantee };
  };

  if (isNext("word", "SET")) {
    at = 3; // SET DEFAULT ROLE
    return readRoles();
  }
  if (take("word", "GRANT") === undefined) return unknown;
  if (isNext("name") || isNext("text")) return readRoles();
  const privileges = takeList(takePrivilege);
  if (privileges === undefined || take("word", "ON") === undefined) return unknown;
  const isProxy = privileges.some(({ name }) => name === "PROXY");
  const on = isProxy ? takeGrantee() : takeTarget();
  if (on === undefined || take("word", "TO") === undefined) return unknown;
  const grantee = takeGrantee();
  if (grantee === undefined) return unknown;
  if (typeof on === "string") return { kind: "proxy", grantee };
  const grantable = list.some(
    ({ kind, text }, index) =>
      index >= at && kind === "word" && text === "GRANT" && list[index + 1]?.text === "OPTION",
  );
  return { kind: "grant", privileges, on, grantee, grantable };
};
