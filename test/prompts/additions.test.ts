import { describe, expect, test } from "vitest";
import { additionsText, possibleAdditions } from "../../src/prompts/additions.js";
import { placeholders, sourceAnswers, withDefaults, type Answers } from "../../src/prompts/answers.js";
import { loadNewSpec } from "../../src/prompts/new-spec.js";

const transports: readonly Answers["transports"][] = [["stdio"], ["http"], ["stdio", "http"]];
const auths = ["none", "jwt", "apiKeys"] as const;
const cases = transports.flatMap((served) =>
  auths.filter((auth) => auth === "none" || served.includes("http")).map((auth) => ({ served, auth })),
);

describe.each(cases)("over $served with auth $auth", ({ served, auth }) => {
  const around = { transports: served, auth };
  const names = possibleAdditions(around).map(({ name }) => name);

  test.each([...names.map((name) => [name]), names])(
    "what is offered makes a good spec: %s",
    async (...chosen) => {
      const answers = withDefaults({ ...(auth === "jwt" && placeholders), ...around, with: chosen });
      const { diagnostics } = await loadNewSpec(answers);
      // Said, and true: without a store for its limits, such a host runs one process.
      expect(diagnostics.filter(({ code }) => code !== "MCP1241")).toEqual([]);
    },
  );
});

test("offers nothing that needs HTTP or a bundle's stdio without them", () => {
  const names = (served: Answers["transports"], auth: Answers["auth"]) =>
    possibleAdditions({ transports: served, auth }).map(({ name }) => name);
  expect(names(["stdio"], "none")).toEqual(["github", "npm", "bundle", "evidence"]);
  expect(names(["http"], "none")).toEqual(["github", "npm", "metrics", "evidence"]);
});

test("offers hosts where callers are authenticated, and those that the source fits", () => {
  const hosts = (around: Parameters<typeof possibleAdditions>[0]) =>
    possibleAdditions(around).flatMap(({ at: [section, key] }) => (section === "deploy" ? (key ?? []) : []));
  expect(hosts({ auth: "none" })).toEqual([]);
  expect(hosts({ auth: "jwt", source: "sample" })).toEqual(["container", "kubernetes", "cloudRun", "lambda"]);
  expect(hosts({ auth: "apiKeys", source: "sqlite" })).toEqual(["container", "kubernetes", "lambda"]);
  expect(hosts({ auth: "apiKeys", source: "none" })).toEqual([
    "container",
    "kubernetes",
    "cloudRun",
    "lambda",
    "workers",
  ]);
  const withApi = (api: string) => hosts({ auth: "apiKeys", source: "http", api }).includes("workers");
  expect(["https://api.example.com/v1", "http://localhost:8080", "https://10.0.0.7"].map(withApi)).toEqual([
    true,
    false,
    false,
  ]);
});

test.each(sourceAnswers)("all that is offered with data from %s makes a good spec", async (source) => {
  const around = { auth: "apiKeys", source } as const;
  const answers = withDefaults({ ...around, with: possibleAdditions(around).map(({ name }) => name) });
  const { diagnostics } = await loadNewSpec(answers);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("puts what belongs together on one line", () => {
  expect(additionsText(["npm", "bundle", "github"])).toBe("ci: github\npublish: { npm: true, bundle: true }");
  expect(additionsText([])).toBe("");
});
