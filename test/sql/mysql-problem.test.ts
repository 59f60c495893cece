import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemOf } from "../../src/sql/mysql/problem.js";
import { positional } from "../../src/sql/positional.js";

const tables = [
  { name: "users", columns: ["id", "name"] },
  { schema: "sales", name: "order", columns: ["id", "total"] },
];

const told = (errno: number, sqlMessage: string, statement: string) => {
  const error = Object.assign(new Error(sqlMessage), { errno, sqlState: "HY000", sqlMessage });
  const { start, end, ...rest } = problemOf(error, statement, positional(statement), tables);
  return { ...rest, at: statement.slice(start, end) };
};

const syntax = (near: string) =>
  `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${near}' at line 1`;

describe("what MySQL refuses", () => {
  test.each([
    ["a column", 1054, "Unknown column 'nmae' in 'field list'", "SELECT nmae FROM users", "nmae"],
    [
      "a qualified one",
      1054,
      "Unknown column 'u.x' in 'where clause'",
      "SELECT x FROM users u WHERE u.x",
      "u.x",
    ],
    [
      "one that the database qualifies",
      1054,
      "Unknown column 'app.users.x' in 'SELECT'",
      "SELECT users.x FROM users",
      "users.x",
    ],
    ["one in backticks", 1054, "Unknown column 'a b' in 'SELECT'", "SELECT 'a b', `a b` FROM users", "`a b`"],
    ["one in other letters", 1054, "Unknown column 'NMAE' in 'SELECT'", "SELECT nmae FROM users", "nmae"],
    ["a table", 1146, "Table 'app.usres' doesn't exist", "SELECT usres.id FROM usres", "usres"],
    [
      "a table of a database",
      1146,
      "Table 'sales.ordr' doesn't exist",
      "SELECT id FROM sales . `ordr`",
      "sales . `ordr`",
    ],
    [
      "a name inside of a text only",
      1054,
      "Unknown column 'x' in 'SELECT'",
      "SELECT 'x' FROM users",
      "SELECT 'x' FROM users",
    ],
    ["a function", 1305, "FUNCTION app.shout does not exist", "SELECT 'shout', shout(1) AS s", "shout"],
  ])("is shown where it stands: %s", (_what, errno, message, statement, at) => {
    expect(told(errno, message, statement)).toMatchObject({ code: "MCP1420", at });
  });

  test.each([
    [
      1142,
      "SELECT command denied to user 'users'@'h' for table `sales`.`ordr`",
      "SELECT id FROM sales.ordr",
      "sales.ordr",
    ],
    [1142, "SELECT command denied to user 'me'@'h' for table 'users'", "SELECT id FROM users", "users"],
    [
      1143,
      "SELECT command denied to user 'users'@'h' for column 'pw' in table 'users'",
      "SELECT pw FROM users",
      "pw",
    ],
    [1370, "execute command denied to user 'f'@'%' for routine 'app.f'", "SELECT f(1) AS f", "f"],
  ])("names no login: %i", (errno, message, statement, at) => {
    const problem = told(errno, message, statement);
    expect(problem).toMatchObject({ code: "MCP1421", at });
    expect(problem.message).toMatch(
      /^this login may not use the (table|column|routine) "\w+", or there is none$/,
    );
  });

  test("says what may be meant", () => {
    expect(told(1054, "Unknown column 'nmae' in 'x'", "SELECT nmae FROM users").label).toBe(
      'did you mean "name"?',
    );
    expect(told(1146, "Table 'app.order' doesn't exist", "SELECT id FROM `order`").label).toBe(
      'did you mean "sales.order"?',
    );
  });

  test.each([
    ["OFFST 5", "SELECT id FROM t LIMIT :limit OFFST 5", "OFFST"],
    ["? OFFST", "SELECT id FROM t LIMIT 1 1, :limit OFFST", ":limit"],
    ["FORM users", "SELECT id FORM users", "FORM"],
    ["", "SELECT id FROM t WHERE", "E"],
    ["nowhere", "SELECT 1", "SELECT 1"],
  ])("shows a syntax error near '%s' at its beginning", (near, statement, at) => {
    expect(told(1064, syntax(near), statement)).toMatchObject({ code: "MCP1421", at });
  });

  test("finds a beginning of which only 80 characters are said, unless there are two", () => {
    const long = `SELECT 1 + + FROM (${"x ".repeat(50)})`;
    expect(told(1064, syntax(`FROM (${"x ".repeat(37)}`), long).at).toBe("FROM");
    const twice = `SELECT (${"ab ".repeat(40)}) ${"ab ".repeat(40)} end`;
    expect(told(1064, syntax("ab ".repeat(20)), twice).at).toBe(twice);
  });

  test("is placed inside of the statement, whatever it is and whatever is said", () => {
    const words = fc.constantFrom(
      "SELECT ",
      "`a`",
      "'",
      '"',
      ":x",
      ".",
      "a",
      "é🎉",
      "\n",
      "/*",
      "near '",
      "' at line 1",
    );
    const text = fc.array(words, { maxLength: 12 }).map((all) => all.join(""));
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom(1054, 1064, 1142, 1143, 1146, 1370, 9999),
        (statement, said, errno) => {
          const error = Object.assign(new Error(said), { errno, sqlState: "HY000", sqlMessage: said });
          const { start, end } = problemOf(error, statement, positional(statement), tables);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(statement.length);
        },
      ),
    );
  });
});
