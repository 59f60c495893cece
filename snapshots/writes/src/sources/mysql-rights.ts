import type { Connection } from "mysql2";
import type { Finding, Standing } from "./credential.js";
import { accountName, quoteName, readGrant, type Grant, type GrantLine } from "./mysql-grants.js";
import { ask, flavourOf } from "./mysql-session.js";

/** Rights beyond reading that a source is meant to have. */
export interface Declared {
  /** What a grant gives beyond them. */
  readonly beyond: (grant: Grant) => Grant;
  readonly allows: (
    table: { schema: string; name: string },
    right: string,
    column: string,
  ) => boolean;
  /** Those that are not among the grants. */
  readonly lacking: (lines: readonly GrantLine[]) => readonly string[];
}

/** Of the server itself: hashes of passwords, other sessions' statements. */
const systemSchemas = new Set(["mysql", "sys", "performance_schema", "information_schema"]);
/** Those that every account sees, with what is its own. */
const seenByAll = "'information_schema', 'performance_schema'";

/** Wherever the session has a limit for statements without one. */
const most = "LIMIT 1000";

const targetOf = ({ on }: Grant): { readonly sql: string; readonly text: string } => {
  const part = (name: string): string => (name === "*" ? "*" : quoteName(name));
  const type = on.type === "" ? "" : `${on.type} `;
  return {
    sql: `${type}${part(on.schema)}.${part(on.name)}`,
    text: `${type}${on.schema}.${on.name}`,
  };
};

const kindOf = ({ on }: Grant): string => {
  if (on.schema === "*") return "global";
  if (on.name === "*") return "schema";
  return on.type === "" ? "table" : "routine";
};

/** What a grant gives beyond reading named tables. */
const beyondReading = (grant: Grant): readonly Finding[] => {
  const { sql, text } = targetOf(grant);
  const kind = kindOf(grant);
  const isSystem = systemSchemas.has(grant.on.schema.toLowerCase());
  const reads = kind === "table" && !isSystem;
  const beyond = grant.privileges.filter(
    ({ name }) => name !== "USAGE" && !(name === "SELECT" && reads),
  );
  const whose = grant.grantee === "PUBLIC" ? " for PUBLIC" : "";
  const findings = beyond.map(({ name, columns }): Finding => {
    const list = columns.length === 0 ? "" : ` (${columns.map(quoteName).join(", ")})`;
    return {
      id: `${kind}:${text}:${name}`,
      privilege: `${name}${columns.length === 0 ? "" : ` (${columns.join(", ")})`} on ${text}${whose}`,
      remedy: `REVOKE ${name}${list} ON ${sql} FROM ${grant.grantee};`,
    };
  });
  if (!grant.grantable) return findings;
  const option = {
    id: `${kind}:${text}:GRANT OPTION`,
    privilege: `GRANT OPTION on ${text}${whose}`,
    remedy: `REVOKE GRANT OPTION ON ${sql} FROM ${grant.grantee};`,
  };
  return [...findings, option];
};

const ofLine = (line: GrantLine, account: string): readonly Finding[] => {
  switch (line.kind) {
    case "grant":
      return beyondReading(line);
    case "roles":
      // What a role may do can change, and which of them is in force is for each session to say.
      return line.roles.map((role) => ({
        id: `role:${role}`,
        privilege: `role ${role}`,
        remedy: `REVOKE ${role} FROM ${line.grantee};`,
      }));
    case "proxy":
      return [
        {
          id: "proxy",
          privilege: "PROXY, with which it becomes another account",
          remedy: `REVOKE PROXY ON ''@'' FROM ${line.grantee};`,
        },
      ];
    case "unknown":
      return [
        {
          id: "grants:unknown",
          privilege: "something in SHOW GRANTS that this check does not know",
          remedy: `REVOKE ALL PRIVILEGES, GRANT OPTION FROM ${account};`,
        },
      ];
  }
};

const grantLines = async (
  connection: Connection,
  statement: string,
): Promise<readonly GrantLine[]> => {
  const rows = await ask<Record<string, string>[]>(connection, statement);
  return rows.flatMap((row) => Object.values(row).map(readGrant));
};

/** `SHOW GRANTS FOR PUBLIC` has nothing to show: ER_NONEXISTING_GRANT. */
const noSuchGrant = 1141;

const grantsOfPublic = async (connection: Connection): Promise<readonly GrantLine[]> => {
  try {
    return await grantLines(connection, "SHOW GRANTS FOR PUBLIC");
  } catch (error) {
    if ((error as { errno?: number }).errno === noSuchGrant) return [];
    throw error;
  }
};

interface Account {
  /** The one that the server chose, which its rights come from: `'me'@'%'`. */
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** The last `@` parts them: a name may have more. */
const split = (account: string): readonly [user: string, host: string] => {
  const at = account.lastIndexOf("@");
  return [account.slice(0, at), account.slice(at + 1)];
};

/** Another account than the one that was meant may have answered: an anonymous one, or one by PROXY. */
const accountOf = async (connection: Connection): Promise<Account> => {
  const [row] = await ask<{ login: string; account: string; proxy: string | null }[]>(
    connection,
    "SELECT USER() AS login, CURRENT_USER() AS account, @@proxy_user AS proxy",
  );
  const [login] = split(row?.login ?? "@");
  const [user, host] = split(row?.account ?? "@");
  const name = accountName(user, host);
  if (user === "") {
    const privilege = `an anonymous account, ${name}, in place of '${login}'`;
    return {
      name,
      findings: [{ id: "account:anonymous", privilege, remedy: `DROP USER ${name};` }],
    };
  }
  if (user !== login || (row?.proxy ?? null) !== null) {
    const privilege = `the account ${name} in place of '${login}'`;
    const remedy = `REVOKE PROXY ON ${name} FROM ${accountName(login, "%")};`;
    return { name, findings: [{ id: "account:other", privilege, remedy }] };
  }
  return { name, findings: [] };
};

/** What the server shows of effective rights, whatever they come from: not all of it is in SHOW GRANTS. */
const seen = async (
  connection: Connection,
  account: string,
  granted: readonly GrantLine[],
  declared: Declared | undefined,
): Promise<readonly Finding[]> => {
  const list = <T>(sql: string): Promise<T[]> => ask<T[]>(connection, `${sql} ${most}`);
  const anonymous = "DELETE FROM mysql.db WHERE User = ''; FLUSH PRIVILEGES;";
  const named = new Set(granted.flatMap((line) => (line.kind === "grant" ? [line.on.schema] : [])));
  const nameOf = (schema: string, name: string) => `${quoteName(schema)}.${quoteName(name)}`;

  const schemas = await list<{ name: string }>(
    `SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN (${seenByAll})`,
  );
  const columns = await list<{ schema: string; name: string; field: string; rights: string }>(
    `SELECT TABLE_SCHEMA AS \`schema\`, TABLE_NAME AS name, COLUMN_NAME AS field, PRIVILEGES AS rights
      FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA NOT IN (${seenByAll}) AND PRIVILEGES NOT IN ('', 'select')`,
  );
  const writable = columns.flatMap(({ field, rights, ...table }) => {
    const beyond = rights
      .toUpperCase()
      .split(",")
      .filter((right) => right !== "SELECT" && declared?.allows(table, right, field) !== true);
    return beyond.length === 0 ? [] : [{ ...table, beyond: beyond.join(",") }];
  });
  const views = await list<{ schema: string; name: string }>(
    `SELECT TABLE_SCHEMA AS \`schema\`, TABLE_NAME AS name FROM information_schema.VIEWS
      WHERE TABLE_SCHEMA NOT IN (${seenByAll}) AND SECURITY_TYPE <> 'INVOKER'`,
  );
  const routines = await list<{ schema: string; name: string; type: string }>(
    `SELECT ROUTINE_SCHEMA AS \`schema\`, ROUTINE_NAME AS name, ROUTINE_TYPE AS type
      FROM information_schema.ROUTINES`,
  );
  const sequences = await list<{ schema: string; name: string }>(
    `SELECT TABLE_SCHEMA AS \`schema\`, TABLE_NAME AS name FROM information_schema.TABLES
      WHERE TABLE_TYPE = 'SEQUENCE'`,
  );
  const roles = await list<{ role: string }>(
    "SELECT DISTINCT ROLE_NAME AS role FROM information_schema.APPLICABLE_ROLES",
  );
  return [
    ...schemas
      .filter(({ name }) => !named.has(name))
      .map(({ name }) => ({
        id: `schema:${name}`,
        privilege: `rights in schema ${name} that are not its own, but of anonymous accounts`,
        remedy: anonymous,
      })),
    ...writable.map(({ schema, name, beyond }) => ({
      id: `table:${schema}.${name}:${beyond}`,
      privilege: `${beyond} on ${schema}.${name}, which are not its own, but of anonymous accounts`,
      remedy: anonymous,
    })),
    ...views.map(({ schema, name }) => ({
      id: `view:${schema}.${name}`,
      privilege: `view ${schema}.${name}, whose functions run with the rights of its definer`,
      remedy: `REVOKE SELECT ON ${nameOf(schema, name)} FROM ${account};`,
    })),
    ...routines.map(({ schema, name, type }) => ({
      id: `routine:${type} ${schema}.${name}:EXECUTE`,
      privilege: `EXECUTE on ${type} ${schema}.${name}`,
      remedy: `REVOKE EXECUTE ON ${type} ${nameOf(schema, name)} FROM ${account};`,
    })),
    ...sequences.map(({ schema, name }) => ({
      id: `sequence:${schema}.${name}`,
      privilege: `sequence ${schema}.${name}`,
      remedy: `REVOKE ALL PRIVILEGES ON ${nameOf(schema, name)} FROM ${account};`,
    })),
    ...roles.map(({ role }) => ({
      id: `role:${quoteName(role)}`,
      privilege: `role ${quoteName(role)}`,
      remedy: `REVOKE ${quoteName(role)} FROM ${account};`,
    })),
  ];
};

/** Roles that every account has, on MySQL. */
const mandatoryRoles = async (connection: Connection): Promise<readonly Finding[]> => {
  const [row] = await ask<{ roles: string | null }[]>(
    connection,
    "SELECT @@GLOBAL.mandatory_roles AS roles",
  );
  const roles = row?.roles ?? "";
  if (roles === "") return [];
  const privilege = `the roles that every account has: ${roles}`;
  return [{ id: "role:mandatory", privilege, remedy: "SET PERSIST mandatory_roles = '';" }];
};

/** Whether a right that is seen follows from one that is known already, and goes with it. */
const follows = (found: Finding, known: readonly Finding[]): boolean =>
  known.some(({ id }) => {
    if (!/^(table|routine|sequence):/.test(id)) return true; // of everything, of a database, of a role
    const [kind, object] = id.split(":");
    return found.id.startsWith(`${kind}:${object}:`);
  });

const beyond = (line: GrantLine, declared: Declared | undefined): GrantLine =>
  line.kind === "grant" && declared !== undefined ? declared.beyond(line) : line;

/** Everything that this credential could do beyond reading named tables, and what is declared. Writes nothing; some 10 statements. */
export const rightsOf = async (connection: Connection, declared?: Declared): Promise<Standing> => {
  const flavour = await flavourOf(connection);
  const account = await accountOf(connection);
  const own = await grantLines(connection, "SHOW GRANTS");
  const ofAll = flavour === "mariadb" ? await grantsOfPublic(connection) : [];
  const granted = [...own, ...ofAll];
  const known = [
    ...account.findings,
    ...granted.flatMap((line) => ofLine(beyond(line, declared), account.name)),
    ...(flavour === "mysql" ? await mandatoryRoles(connection) : []),
  ];
  const others = await seen(connection, account.name, granted, declared);
  const findings = [...known, ...others.filter((found) => !follows(found, known))];
  // MariaDB shows what is granted to PUBLIC twice.
  const distinct = new Map(findings.map((finding) => [finding.id, finding]));
  return {
    login: { kind: "account", name: account.name },
    findings: [...distinct.values()],
    warnings: [],
    ...(declared && { lacks: declared.lacking(granted) }),
  };
};
