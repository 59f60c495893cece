import { describe, expect, test } from "vitest";
import { ToolError } from "../../../templates/base/src/guard/errors.js";
import { errorFields } from "../../../templates/base/src/telemetry/error-fields.js";
import { failureOfQuery } from "../../../templates/postgres/src/sources/postgres-errors.js";

/** As PostgreSQL sends it, with values in every text. */
const sent = (code: string): Error =>
  Object.assign(new Error('invalid input syntax for type integer: "hunter2"'), {
    severity: "ERROR",
    code,
    detail: "Key (id)=(hunter2) already exists",
    hint: "hunter2",
    where: "hunter2",
  });

describe("a driver's error", () => {
  test.each([
    ["25006", "WRITE_REFUSED"],
    ["57014", "TIMEOUT"],
    ["55P03", "TIMEOUT"],
    ["25P04", "TIMEOUT"],
    ["22P02", "SOURCE_ERROR"],
    ["42501", "SOURCE_ERROR"],
    ["42P01", "SOURCE_ERROR"],
    ["XX000", "SOURCE_ERROR"],
    ["53300", "SOURCE_UNAVAILABLE"],
    ["57P01", "SOURCE_UNAVAILABLE"],
    ["28P01", "SOURCE_UNAVAILABLE"],
    ["08006", "SOURCE_UNAVAILABLE"],
  ])("with SQLSTATE %s is %s, without any of its words", (state, code) => {
    const failure = failureOfQuery(sent(state));
    expect(failure.code).toBe(code);
    expect(failure.message).not.toContain("hunter2");
    const logged = errorFields(failure.cause, false);
    expect(logged.code).toBe(`SQLSTATE_${state}`);
    expect(JSON.stringify(logged)).not.toContain("hunter2");
  });

  test("that is no answer of the database means that there is none", () => {
    const broken = Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:5432"), { code: "ECONNREFUSED" });
    expect(failureOfQuery(broken)).toMatchObject({ code: "SOURCE_UNAVAILABLE", cause: broken });
  });

  test("is not made twice", () => {
    const error = new ToolError("TIMEOUT", "The call took longer than 1 s.");
    expect(failureOfQuery(error)).toBe(error);
  });
});
