/** For each code about versions a project in which a user could meet it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Terminal } from "../../src/terminal.js";
import { run } from "./run.js";

export interface VersionCase {
  readonly code: string;
  /** Completes the snapshot's name. */
  readonly name: string;
  /** Prepares the folder and gives the words. */
  readonly given: (folder: string) => Promise<readonly string[]>;
  readonly around?: () => Partial<Terminal>;
}

const tool = (name: string) => `  ${name}:
    description: Do ${name}.
    result: { type: string, maxLength: 100 }
    handler: true
`;

const spec = (version: string, tools: readonly string[], more = "") => `spec: 1
server: { name: shop, version: ${version}, description: A shop. }
${more}tools:
${tools.map(tool).join("")}`;

const write = (folder: string, path: string, text: string) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};

async function generated(folder: string, text: string): Promise<void> {
  write(folder, "mcp.yaml", text);
  await run(folder, ["generate"]);
}

const releasing = ["release", "--date", "2026-01-31"] as const;

/** A project that released 1.0.0 with `greet` and `part`, and then went on. */
const after =
  (next: string, more: (folder: string) => void = () => undefined) =>
  async (folder: string) => {
    await generated(folder, spec("1.0.0", ["greet", "part"]));
    await run(folder, releasing);
    await generated(folder, next);
    more(folder);
    return releasing;
  };

/** Version 2.0.0 beside major 1. */
const serving = (tools: readonly string[]) =>
  spec("2.0.0", tools).replace("version: 2.0.0", "version: 2.0.0, serve: [1, 2]");

/** The same project, which then went on to a second major and kept the first beside it; something else is different. */
const beside =
  (tools: readonly string[], from = "", to = "") =>
  async (folder: string) => {
    await generated(folder, spec("1.0.0", ["greet", "part"]));
    await run(folder, releasing);
    write(folder, "mcp.yaml", serving(tools).replace(from, to));
    return ["check"];
  };

/** Version 2.1.0, of which these majors are served. */
const serve = (majors: string, more = "") =>
  spec("2.1.0", ["greet"], more).replace("version: 2.1.0", `version: 2.1.0, serve: ${majors}`);
const endOf1 = (sunset: string) => `[{ major: 1, deprecated: 2026-01-01, sunset: ${sunset} }, 2]`;

/** A project that released 2.0.0 beside major 1 with the end that is given, and then went on. */
const ending =
  (first: string, next: string, words: readonly string[] = ["check"]) =>
  async (folder: string) => {
    await generated(folder, spec("1.0.0", ["greet"]));
    await run(folder, releasing);
    await generated(folder, serve(first).replace("2.1.0", "2.0.0"));
    await run(folder, releasing);
    await generated(folder, next);
    return words;
  };
const on = (today: string) => () => ({ today });

const release = ".create-mcp-prod/releases/1.0.0.json";

export const versionCases: readonly VersionCase[] = [
  { code: "MCP1701", name: "too-low", given: after(spec("1.0.1", ["greet", "part", "thank"])) },
  { code: "MCP1702", name: "no-notice", given: after(spec("2.0.0", ["greet"])) },
  { code: "MCP1703", name: "decreasing", given: after(spec("0.9.0", ["greet", "part"])) },
  {
    code: "MCP1704",
    name: "edited",
    given: after(spec("1.0.1", ["greet", "part"]), (folder) => {
      write(folder, release, readFileSync(join(folder, release), "utf8").replace("Do greet.", "Do less."));
    }),
  },
  {
    code: "MCP1704",
    name: "two-branches",
    given: after(spec("1.0.1", ["greet", "part"]), (folder) => {
      write(folder, release, `<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n`);
    }),
  },
  {
    code: "MCP1704",
    name: "gone",
    given: after(spec("1.1.0", ["greet", "part", "thank"]), (folder) => {
      const changelog = readFileSync(join(folder, "CHANGELOG.md"), "utf8");
      const later =
        "## [1.1.0] - 2026-02-28\n\n### Added\n\n- `thank`: the tool was added. (6c7bfa5d5ceb)\n\n";
      write(folder, "CHANGELOG.md", changelog.replace("## [1.0.0]", `${later}## [1.0.0]`));
    }),
  },
  {
    code: "MCP1705",
    name: "changelog",
    given: async (folder) => {
      await generated(folder, spec("1.0.0", ["greet"]));
      write(folder, "CHANGELOG.md", "# Changes\n\n## News of spring\n");
      return releasing;
    },
  },
  {
    code: "MCP1706",
    name: "released-already",
    given: async (folder) => {
      await generated(folder, spec("1.0.0", ["greet"]));
      await run(folder, releasing);
      // Changes that ask for no version still make another contract.
      const off = "versioning: { rules: { tool-description-changed: off } }\n";
      await generated(folder, spec("1.0.0", ["greet"], off).replace("Do greet.", "Greet."));
      return releasing;
    },
  },
  { code: "MCP1706", name: "build-metadata", given: after(spec("1.0.0+2", ["greet", "part"])) },
  {
    code: "MCP1707",
    name: "nothing-there",
    given: async (folder) => {
      await generated(folder, spec("1.0.0", ["greet"]));
      return ["diff", "v0.9.0"];
    },
  },
  {
    code: "MCP1708",
    name: "no-server",
    given: async (folder) => {
      await generated(folder, spec("1.0.0", ["greet"]));
      return ["diff", "--against", "http://127.0.0.1:1/mcp"];
    },
  },
  {
    code: "MCP1709",
    name: "idle",
    given: after(spec("1.0.1", ["greet", "part"], 'versioning: { accept: { "0123456789ab": Long ago. } }\n')),
  },
  {
    code: "MCP1711",
    name: "anchor",
    given: async (folder) => {
      await generated(folder, spec("1.0.0", ["greet"]));
      await run(folder, releasing);
      write(folder, "mcp.yaml", spec("&first 1.0.0, title: *first", ["greet", "thank"]));
      return ["generate", "--bump"];
    },
  },
  {
    code: "MCP1711",
    name: "included",
    given: async (folder) => {
      const serve = (text: string) => text.replace("version: 1.0.0", "version: 1.0.0, serve: [1]");
      await generated(folder, serve(spec("1.0.0", ["greet", "part"])));
      await run(folder, releasing);
      write(folder, "mcp.yaml", serve(spec("1.0.0", ["greet"], "include: [wave.yaml]\n")));
      write(folder, "wave.yaml", `tools:\n${tool("wave")}    api: [1]\n`);
      return ["generate", "--bump", "--serve=keep"];
    },
  },
  {
    code: "MCP1712",
    name: "retired",
    given: beside(["greet", "part"], "Do part.", "Do less.\n    api: [1]"),
  },
  {
    code: "MCP1713",
    name: "moved-on",
    given: beside(["greet", "part"], "maxLength: 100", "maxLength: 200"),
  },
  { code: "MCP1714", name: "gone", given: beside(["greet"]) },
  {
    code: "MCP1715",
    name: "never-released",
    given: async (folder) => {
      await generated(folder, spec("1.0.0", ["greet"]));
      write(folder, "mcp.yaml", serving(["greet"]));
      return ["check"];
    },
  },
  {
    code: "MCP1716",
    name: "auth",
    given: async (folder) => {
      await beside(["greet", "part"], "tools:", "auth: { apiKeys: true }\ntools:")(folder);
      await run(folder, ["generate"]);
      return ["check"];
    },
  },
  {
    code: "MCP1717",
    name: "gone",
    given: async (folder) => {
      await generated(folder, spec("1.0.0", ["greet"]));
      await run(folder, releasing);
      rmSync(join(folder, release));
      return ["check"];
    },
  },
  {
    code: "MCP1718",
    name: "early",
    given: ending(endOf1("2027-06-30"), serve("[2]")),
    around: on("2027-06-29"),
  },
  {
    code: "MCP1718",
    name: "unsaid",
    given: ending("[1, 2]", serve("[2]", "versioning: { notice: 180d }\n")),
  },
  { code: "MCP1718", name: "too-late", given: ending("[1, 2]", serve(endOf1("2026-01-31")), releasing) },
  {
    code: "MCP1719",
    name: "near",
    given: ending(endOf1("2027-06-30"), serve(endOf1("2027-06-30"))),
    around: on("2027-06-29"),
  },
  {
    code: "MCP1719",
    name: "ended",
    given: ending(endOf1("2027-06-30"), serve(endOf1("2027-06-30"))),
    around: on("2027-06-30"),
  },
  {
    code: "MCP1719",
    name: "short",
    given: ending("[1, 2]", serve(endOf1("2027-06-30"))),
    around: on("2027-05-01"),
  },
  {
    code: "MCP1719",
    name: "past",
    given: ending("[1, 2]", serve(endOf1("2026-06-30"))),
    around: on("2027-05-01"),
  },
];
