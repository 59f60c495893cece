import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));
/** All code but the handlers, whose authors may have reasons. */
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !name.startsWith("handlers/"))
  // There when the spec asks for statements in processes of their own: it starts this Node, and nothing else.
  .filter((name) => name !== "sources/sqlite-child.ts")
  .map((name) => ({ name, text: readFileSync(join(source, name), "utf8") }));

interface Rule {
  readonly pattern: RegExp;
  /** Code that it must find. */
  readonly sample: string;
  /** Where it holds. Default: everywhere. */
  readonly under?: string;
}

/** Ways from a text to something that runs. Not one is needed here, so none may be there. */
const rules: Readonly<Record<string, Rule>> = {
  "starts no other program": {
    pattern: /\bchild_process\b|\bprocess\.(?:binding|dlopen)\b/,
    sample: 'import { exec } from "node:child_process";',
  },
  // `redis.eval` is the store's own, with a script that is written in the code.
  "makes no code from text": {
    pattern: /(?<!\.)\beval\s*\(|\bFunction\s*\(|["'](?:node:)?vm["']/,
    sample: "const run = new Function(text);",
  },
  "loads no module but by a name that is written in the code": {
    pattern: /\b(?:import|require)\s*\(\s*[^"'\s)]/,
    sample: "const module = await import(name);",
  },
  "has no statement that is put together from parts": {
    pattern: /\b\w+\(\s*"[\w-]+",\s*`(?:[^`\\$]|\\.|\$(?!\{))*\$\{/,
    sample: 'run: select("shop", `SELECT * FROM ${table}`, {}),',
    under: "generated/tools/",
  },
};

test("there is code to look at", () => {
  expect(files.map(({ name }) => name)).toContain("server.ts");
});

test.each(Object.entries(rules))("the server %s", (_what, { pattern, sample, under = "" }) => {
  expect(sample).toMatch(pattern);
  const guilty = files.filter(({ name, text }) => name.startsWith(under) && pattern.test(text));
  expect(guilty.map(({ name }) => name)).toEqual([]);
});
