import { describe, expect, test } from "vitest";
import { ToolError } from "../../../templates/base/src/guard/errors.js";
import { errorCode, failureOfQuery } from "../../../templates/mysql/src/sources/mysql-errors.js";

/** As the driver gives it, with values in every text. */
const sent = (errno: number, sqlState = "HY000"): Error =>
  Object.assign(new Error("Truncated incorrect value: 'hunter2'"), {
    errno,
    sqlState,
    sqlMessage: "hunter2",
    sql: "SELECT 'hunter2'",
    code: "ER_SOMETHING",
  });

describe("a driver's error", () => {
  test.each([
    [1792, "WRITE_REFUSED"],
    [1290, "WRITE_REFUSED"],
    [1836, "WRITE_REFUSED"],
    [1317, "TIMEOUT"],
    [1969, "TIMEOUT"],
    [3024, "TIMEOUT"],
    [1205, "TIMEOUT"],
    [1142, "SOURCE_ERROR"],
    [1054, "SOURCE_ERROR"],
    [1040, "SOURCE_UNAVAILABLE"],
    [1045, "SOURCE_UNAVAILABLE"],
    [1226, "SOURCE_UNAVAILABLE"],
    [1053, "SOURCE_UNAVAILABLE"],
  ])("with number %s is %s, without any of its words", (errno, code) => {
    const failure = failureOfQuery(sent(errno));
    expect(failure.code).toBe(code);
    expect(failure.message).not.toContain("hunter2");
    expect(failure.cause).toMatchObject({ code: `MYSQL_${errno}` });
    expect(JSON.stringify(failure.cause)).not.toContain("hunter2");
  });

  test("with arguments that it cannot use says so", () => {
    expect(failureOfQuery(sent(1366, "22007")).message).toContain("with these arguments");
  });

  test("of the connection is that the database is away", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 10.0.0.1"), {
      code: "ECONNREFUSED",
      errno: -111,
    });
    expect(failureOfQuery(refused)).toMatchObject({ code: "SOURCE_UNAVAILABLE" });
    expect(errorCode(refused)).toBe("ECONNREFUSED");
    expect(errorCode(new Error("x"))).toBe("no answer");
  });

  test("of our own stays as it is", () => {
    const own = new ToolError("OVERLOADED", "Later.");
    expect(failureOfQuery(own)).toBe(own);
  });
});
