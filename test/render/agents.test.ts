/** AGENTS.md says of every kind of project what is true of it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const snapshots = fileURLToPath(new URL("../../snapshots/", import.meta.url));
const projects = readdirSync(snapshots).filter((name) => existsSync(join(snapshots, name, "package.json")));

interface Contract {
  readonly tools: Readonly<Record<string, { readonly annotations: Readonly<Record<string, boolean>> }>>;
}

describe.each(projects)("%s", (name) => {
  const at = (path: string) => join(snapshots, name, path);
  const agents = readFileSync(at("AGENTS.md"), "utf8");
  const contract = JSON.parse(readFileSync(at(".create-mcp-prod/contract.json"), "utf8")) as Contract;
  const rows = [...agents.matchAll(/^\| `([^`]+)` +\| (yes|no)[^|]*\|[^|]*\| (yes|no) +\|$/gm)];

  test("tells for each tool what the contract promises", () => {
    const told = rows.map(([, tool, changes, reaches]) => [tool, changes === "no", reaches === "yes"]);
    const promised = Object.entries(contract.tools).map(([tool, { annotations }]) => [
      tool,
      annotations["readOnlyHint"],
      annotations["openWorldHint"],
    ]);
    expect(told.sort()).toEqual(promised.sort());
  });

  test("forbids exactly the tools that change something, without a human", () => {
    const [, forbidden = ""] = /\*\*Never call (.*?) without a human/.exec(agents) ?? [];
    const writing = Object.entries(contract.tools)
      .filter(([, { annotations }]) => !annotations["readOnlyHint"])
      .map(([tool]) => tool);
    expect([...forbidden.matchAll(/`([^`]+)`/g)].map(([, tool]) => tool).sort()).toEqual(writing.sort());
  });

  test("names scripts and files that are there", () => {
    const { scripts } = JSON.parse(readFileSync(at("package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const run = [...agents.matchAll(/npm run ([a-z:]+)/g)].map(([, script = ""]) => script);
    expect(run.filter((script) => scripts[script] === undefined)).toEqual([]);
    const paths = [...agents.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, path = ""]) => path);
    expect(paths.filter((path) => !existsSync(at(path)))).toEqual([]);
  });
});
