import { expect, test } from "vitest";
import { readEnvironment } from "../../../templates/base/src/environment.js";
import { postgresUrl, postgresUrlIfAny } from "../../../templates/postgres/src/sources/postgres-url.js";

const problemOf = (value: string | undefined): string => {
  const env = readEnvironment(value === undefined ? {} : { DATABASE_URL: value });
  postgresUrl(env, "DATABASE_URL");
  try {
    env.finish();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  "postgres://reader:secret@db.example.com:5432/app?sslmode=verify-full",
  "postgresql://reader@localhost/app",
  "postgres://reader:p%40ss@[::1]/app",
])("%s is an address", (url) => {
  expect(problemOf(url)).toBe("");
});

test.each(["db.example.com", "mysql://db/app", "postgres:///", "postgres://a b:c/d"])(
  "%s is none, and is not repeated",
  (url) => {
    const problem = problemOf(url);
    expect(problem).toContain("DATABASE_URL must be an address");
    expect(problem).not.toContain(url);
  },
);

test("it is required", () => {
  expect(problemOf(undefined)).toContain("DATABASE_URL is required");
});

test.each([
  [true, "DATABASE_URL is required"],
  [false, ""],
])("where a database can be embedded, it is required in production: %s", (production, problem) => {
  const env = readEnvironment({});
  expect(postgresUrlIfAny(env, "DATABASE_URL", { production })).toBeUndefined();
  let said = "";
  try {
    env.finish();
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toContain(problem);
});
