import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const project = fileURLToPath(new URL("../", import.meta.url));
/** Not written here, or made up to look like secrets. */
const elsewhere =
  /^(?:node_modules|dist|var|evidence|test|\.git)$|^\.env(?!\.example)|^deploy\/secrets$|^\.create-mcp-prod\/(?:base|run)$/;
const binary = /\.(?:sqlite|db|png|ico|gz|mcpb)(?:-\w+)?$/;

function filesOf(folder = ""): readonly string[] {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (elsewhere.test(path) || binary.test(path)) return [];
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

/** As their issuers write them. `$`, `<` and `*` begin what stands for a password and is none. */
const secrets: Readonly<Record<string, RegExp>> = {
  "private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  "password in an address":
    /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`]*:(?!password@|[$<*…{])[^\s/:@"'`]+@/i,
  "key of a cloud": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b/,
  "token of a forge or a chat": /\b(?:gh[opsu]_|github_pat_|glpat-|xox[abpr]-|npm_)[\w-]{20,}/,
  "key of a service": /\b(?:sk|rk)[_-](?:live|test|proj|ant)[_-][\w-]{16,}/,
  "signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
};

test.each(Object.entries(secrets))("no file of the project holds a %s", (_what, pattern) => {
  const found = filesOf().filter((path) => pattern.test(readFileSync(join(project, path), "utf8")));
  expect(found).toEqual([]);
});

test("the files are looked at, and a secret would be found", () => {
  expect(filesOf()).toEqual(expect.arrayContaining(["src/environment.ts", "src/server.ts"]));
  const samples: Readonly<Record<string, string>> = {
    "private key": "-----BEGIN RSA PRIVATE KEY-----",
    "password in an address": "postgres://app:hunter2@db.example.com/app",
    "key of a cloud": `AKIA${"A1".repeat(8)}`,
    "token of a forge or a chat": `ghp_${"a1".repeat(18)}`,
    "key of a service": `sk_live_${"a1".repeat(12)}`,
    "signed token": `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.${"c".repeat(12)}`,
  };
  for (const [what, pattern] of Object.entries(secrets)) expect(samples[what]).toMatch(pattern);
});
