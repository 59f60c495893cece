import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lex } from "../../src/sql/lex.js";
import { positional } from "../../src/sql/positional.js";
import { sqlProblems } from "../../src/sql/problems.js";
import { readStatement } from "../../src/sql/statement.js";

const kinds = (sql: string) => lex(sql, "mysql").map(({ kind, text }) => `${kind} ${text}`);
const found = (sql: string) =>
  sqlProblems(readStatement(sql, "mysql")).map(({ code, start, end }) => `${code} ${sql.slice(start, end)}`);

describe("in MySQL", () => {
  test.each([
    ["'it\\'s :a'", ["string 'it\\'s :a'"]],
    ["'it''s :a'", ["string 'it''s :a'"]],
    ["'\\\\' :a", ["string '\\\\'", "parameter :a"]],
    ['"a:b" :c', ['string "a:b"', "parameter :c"]],
    ['"a\\":b"', ['string "a\\":b"']],
    ["`a:b``c` :d", ["quoted `a:b``c`", "parameter :d"]],
    ["`a\\` :d", ["quoted `a\\`", "parameter :d"]],
    ["1 -- :a\n:b", ["number 1", "comment -- :a", "parameter :b"]],
    ["1--:a", ["number 1", "operator -", "operator -", "parameter :a"]],
    ["1 --", ["number 1", "comment --"]],
    ["1 # :a '\n:b", ["number 1", "comment # :a '", "parameter :b"]],
    ["/* :a */ :b", ["comment /* :a */", "parameter :b"]],
    ["/*+ NO_CACHE */ :b", ["comment /*+ NO_CACHE */", "parameter :b"]],
    ["/*! :a */ :b", ["executable /*! :a */", "parameter :b"]],
    ["/*M!100400 x */", ["executable /*M!100400 x */"]],
    ["$$a", ["placeholder $", "placeholder $a"]],
    ["a[1]", ["word a", "operator [", "number 1", "operator ]"]],
    ["N'a' X'6162'", ["word N", "string 'a'", "word X", "string '6162'"]],
    ["@a @@b @'c'", ["placeholder @a", "placeholder @@b", "placeholder @", "string 'c'"]],
  ])("%s is read as it is there", (sql, expected) => {
    expect(kinds(sql)).toEqual(expected);
  });

  test.each([
    "SELECT id FROM users WHERE name = :name",
    "WITH x AS (SELECT 1 AS n) SELECT n FROM x",
    "(SELECT 1) UNION (SELECT 2)",
    "SELECT SUBSTRING(name FROM 1 FOR 2) FROM users",
    "SELECT `into`, `delete` FROM users",
    "SELECT 'INTO OUTFILE' AS text # FOR UPDATE",
    "SELECT REPLACE(name, 'a', 'b') FROM users USE INDEX FOR JOIN (PRIMARY)",
  ])("%s is fine", (sql) => {
    expect(found(sql)).toEqual([]);
  });

  test.each([
    ["SELECT 1 INTO OUTFILE '/tmp/x'", ["MCP1403 INTO"]],
    ["SELECT 1 INTO DUMPFILE '/tmp/x'", ["MCP1403 INTO"]],
    ["SELECT 1 INTO @x", ["MCP1406 @x", "MCP1403 INTO"]],
    ["SELECT @x := 1", ["MCP1406 @x"]],
    ["SELECT id FROM t FOR UPDATE", ["MCP1403 FOR UPDATE"]],
    ["SELECT id FROM t for\n share", ["MCP1403 for\n share"]],
    ["SELECT id FROM t LOCK IN SHARE MODE", ["MCP1403 LOCK IN"]],
    ["SELECT GET_LOCK('a', 10)", ["MCP1403 GET_LOCK"]],
    ["HANDLER t OPEN", ["MCP1403 HANDLER"]],
    ["CALL p()", ["MCP1403 CALL"]],
    ["LOAD DATA INFILE 'x' INTO TABLE t", ["MCP1403 LOAD"]],
    ["WITH x AS (SELECT 1) DELETE FROM t", ["MCP1403 DELETE"]],
    ["SELECT 1; DELETE FROM t", ["MCP1402 DELETE"]],
    ["SELECT /*! SLEEP(1), */ 1", ["MCP1410 /*! SLEEP(1), */"]],
    ["SELECT 1 /*M! INTO OUTFILE 'x' */", ["MCP1410 /*M! INTO OUTFILE 'x' */"]],
    ["SELECT 'a\\'; DELETE FROM t", ["MCP1401 '"]],
    ["SELECT '\\'' ; DELETE FROM t", ["MCP1402 DELETE"]],
    ["SELECT ? FROM t", ["MCP1406 ?"]],
    ["SELECT * FROM t", ["MCP1408 *"]],
  ])("%s is found out", (sql, expected) => {
    expect(found(sql)).toEqual(expected);
  });

  test("what hides from other databases is found here, and the other way around", () => {
    const sql = "SELECT '\\' ; DELETE FROM t; -- '";
    expect(sqlProblems(readStatement(sql)).map(({ code }) => code)).toEqual(["MCP1402"]);
    expect(sqlProblems(readStatement(sql, "mysql"))).toEqual([]);
  });

  test("no text hides a parameter, and none that is hidden is taken for one", () => {
    const hidings = [
      (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`,
      (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`,
      (text: string) => `\`${text.replaceAll("`", "``")}\``,
      (text: string) => `/* ${text.replaceAll("*/", "")} */`,
      (text: string) => `# ${text.replaceAll("\n", " ")}\n`,
      (text: string) => `-- ${text.replaceAll("\n", " ")}\n`,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...hidings), fc.string(), (hide, text) => {
        const { parameters } = readStatement(`SELECT ${hide(`${text} :hidden`)} , :shown`, "mysql");
        expect([...parameters.keys()]).toEqual(["shown"]);
      }),
    );
  });

  test("every parameter has its place, one that is used twice has two", () => {
    const sql = "SELECT ':a' FROM t WHERE (:b IS NULL OR b = :b) AND c = :a # :c";
    const { original, ...text } = positional(sql);
    expect(original(text.sql.indexOf("c ="))).toBe(sql.indexOf("c ="));
    expect(text).toEqual({
      sql: "SELECT ':a' FROM t WHERE (? IS NULL OR b = ?) AND c = ? # :c",
      names: ["b", "b", "a"],
    });
  });

  test("it takes time in proportion to the length", () => {
    const last = (sql: string) => lex(sql, "mysql").at(-1)?.kind;
    expect(last("'\"`$$[".repeat(170_000))).toBe("operator");
    expect(last(`'${"\\'".repeat(250_000)}`)).toBe("unfinished");
    expect(last("/*!".repeat(250_000))).toBe("unfinished");
  });
});
