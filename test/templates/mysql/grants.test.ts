import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quoteName, readGrant } from "../../../templates/mysql/src/sources/mysql-grants.js";

const select = [{ name: "SELECT", columns: [] }];
const me = "'me'@'%'";

/** Lines as MariaDB 10.11 and MySQL 8 and 9 print them. */
test.each([
  ["GRANT USAGE ON *.* TO `me`@`%`", { privileges: [{ name: "USAGE", columns: [] }], on: ["", "*", "*"] }],
  [
    "GRANT USAGE ON *.* TO `me`@`%` IDENTIFIED BY PASSWORD '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19' REQUIRE SSL WITH MAX_USER_CONNECTIONS 50 MAX_STATEMENT_TIME 11.000000",
    { privileges: [{ name: "USAGE", columns: [] }], on: ["", "*", "*"] },
  ],
  ["GRANT SELECT ON `app`.`users` TO `me`@`%`", { privileges: select, on: ["", "app", "users"] }],
  [
    "GRANT SELECT (`id`, `na``me`), INSERT (`id`) ON `app`.`users` TO `me`@`%` WITH GRANT OPTION",
    {
      privileges: [
        { name: "SELECT", columns: ["id", "na`me"] },
        { name: "INSERT", columns: ["id"] },
      ],
      on: ["", "app", "users"],
      grantable: true,
    },
  ],
  [
    "GRANT SELECT, CREATE TEMPORARY TABLES ON `test\\_%`.* TO PUBLIC",
    {
      privileges: [...select, { name: "CREATE TEMPORARY TABLES", columns: [] }],
      on: ["", "test\\_%", "*"],
      grantee: "PUBLIC",
    },
  ],
  [
    "GRANT EXECUTE ON PACKAGE BODY `app`.`p` TO `a_role`",
    { privileges: [{ name: "EXECUTE", columns: [] }], on: ["PACKAGE BODY", "app", "p"], grantee: "`a_role`" },
  ],
  [
    "GRANT BACKUP_ADMIN,CLONE_ADMIN ON *.* TO `me`@`%`",
    {
      privileges: [
        { name: "BACKUP_ADMIN", columns: [] },
        { name: "CLONE_ADMIN", columns: [] },
      ],
      on: ["", "*", "*"],
    },
  ],
])("%s is read", (line, { on: [type, schema, name], ...expected }) => {
  expect(readGrant(line)).toEqual({
    kind: "grant",
    grantee: me,
    grantable: false,
    ...expected,
    on: { type, schema, name },
  });
});

test.each([
  ["GRANT `a`@`%`,`b`@`%` TO `me`@`%`", { kind: "roles", roles: ["'a'@'%'", "'b'@'%'"], grantee: me }],
  ["GRANT `a` TO `me`@`%` WITH ADMIN OPTION", { kind: "roles", roles: ["`a`"], grantee: me }],
  ["SET DEFAULT ROLE `a` FOR `me`@`%`", { kind: "roles", roles: ["`a`"], grantee: me }],
  ["GRANT PROXY ON ''@'%' TO 'me'@'%' WITH GRANT OPTION", { kind: "proxy", grantee: me }],
  ["GRANT PROXY ON `root`@`localhost` TO `me`@`%`", { kind: "proxy", grantee: me }],
  ["REVOKE INSERT ON `app`.* FROM `me`@`%`", { kind: "unknown" }],
  ["GRANT SELECT ON app.users TO me", { kind: "unknown" }],
  ["", { kind: "unknown" }],
])("%s is read", (line, expected) => {
  expect(readGrant(line)).toEqual(expected);
});

describe("whatever names hold", () => {
  const name = fc.string({ minLength: 1 }).map((text) => text.replaceAll("\0", "x"));

  test("they are names, and nothing else", () => {
    fc.assert(
      fc.property(name, name, name, (schema, table, column) => {
        const line = `GRANT SELECT (${quoteName(column)}) ON ${quoteName(schema)}.${quoteName(table)} TO \`me\`@\`%\``;
        expect(readGrant(line)).toEqual({
          kind: "grant",
          privileges: [{ name: "SELECT", columns: [column] }],
          on: { type: "", schema, name: table },
          grantee: me,
          grantable: false,
        });
      }),
    );
  });

  test("no line is too odd, and none that is odd is taken for harmless", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const line = readGrant(text);
        expect(line.kind === "unknown" || /grant|set/i.test(text)).toBe(true);
      }),
    );
  });
});
