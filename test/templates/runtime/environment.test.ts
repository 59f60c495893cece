import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EnvironmentError, readEnvironment } from "../../../templates/base/src/environment.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (
  read: (env: ReturnType<typeof readEnvironment>) => void,
  values = {},
): readonly string[] => {
  const env = readEnvironment(values);
  read(env);
  try {
    env.finish();
    return [];
  } catch (error) {
    return (error as EnvironmentError).problems;
  }
};

describe("readEnvironment", () => {
  it("names a variable that is read twice once", () => {
    const problems = problemsOf((env) => {
      env.string("API_URL");
      env.string("API_URL");
    });
    expect(problems).toEqual(["API_URL is required."]);
  });

  it("reads every kind of value", () => {
    const env = readEnvironment({
      HOST: " 127.0.0.1 ",
      PORT: "8080",
      DEBUG: "Yes",
      LEVEL: "warn",
      ORIGINS: "https://a.example, https://b.example,",
      EMPTY: "",
    });
    expect(env.string("HOST")).toBe("127.0.0.1");
    expect(env.integer("PORT", { min: 0, max: 65_535 })).toBe(8080);
    expect(env.boolean("DEBUG")).toBe(true);
    expect(env.oneOf("LEVEL", ["info", "warn"])).toBe("warn");
    expect(env.list("ORIGINS")).toEqual(["https://a.example", "https://b.example"]);
    expect(env.string("EMPTY", { default: "x" })).toBe("x");
    expect(env.optional("EMPTY")).toBeUndefined();
    expect(env.list("NONE", { default: [] })).toEqual([]);
    expect(env.secret("NONE")).toBeUndefined();
    expect(() => env.finish()).not.toThrow();
  });

  it("collects every problem and names each in one error", () => {
    const problems = problemsOf(
      (env) => {
        env.string("DATABASE");
        env.integer("PORT", { min: 0, max: 65_535, default: 3000 });
        env.integer("SIZE", { default: 1 });
        env.boolean("DEBUG", { default: false });
        env.oneOf("LEVEL", ["info", "warn"], { default: "info" });
        env.secret("KEY", { required: true });
        env.secret("SHORT", { minLength: 32 });
        env.problem("HOST", "must be loopback without auth.");
      },
      { PORT: "65536", SIZE: "1.5", DEBUG: "maybe", LEVEL: "loud", SHORT: "hunter2" },
    );
    expect(problems).toEqual([
      "DATABASE is required.",
      "PORT must be a whole number from 0 to 65535.",
      "SIZE must be a whole number.",
      "DEBUG must be true or false.",
      "LEVEL must be one of info, warn.",
      "KEY is required (or KEY_FILE, the path of a file that holds it).",
      "SHORT must have at least 32 characters.",
      "HOST must be loopback without auth.",
    ]);
    expect(new EnvironmentError(problems).message).not.toContain("hunter2");
  });

  it.each(["NaN", "Infinity", "1e3", "0x10", "--1", "99999999999999999999", "1 "])(
    "takes %j for a whole number only when it is one",
    (text) => {
      expect(problemsOf((env) => env.integer("N", {}), { N: text })).toHaveLength(text === "1 " ? 0 : 1);
    },
  );

  it("knows no variable that is only on the prototype", () => {
    expect(problemsOf((env) => env.boolean("B", {}), { B: "constructor" })).toEqual([
      "B must be true or false.",
    ]);
  });

  it("reads a secret from a file without its last line end", () => {
    const file = join(folder, "key");
    writeFileSync(file, "s3cret value\r\n");
    expect(readEnvironment({ KEY_FILE: file }).secret("KEY")).toBe("s3cret value");
  });

  it("refuses a secret given twice, or in a file that cannot be read, once and without its path", () => {
    const file = join(folder, "twice");
    writeFileSync(file, "a");
    expect(problemsOf((env) => env.secret("KEY"), { KEY: "b", KEY_FILE: file })).toEqual([
      "KEY and KEY_FILE are both set: set one.",
    ]);
    const missing = { KEY_FILE: join(folder, "missing") };
    expect(problemsOf((env) => env.secret("KEY", { required: true }), missing)).toEqual([
      "KEY_FILE names a file that cannot be read (ENOENT).",
    ]);
  });
});
