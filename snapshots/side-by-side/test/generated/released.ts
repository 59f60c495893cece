// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { readFileSync } from "node:fs";

/** A tool as a release promised it. */
interface Promised {
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly outputSchema?: object;
  readonly annotations: object;
  readonly caps: object;
  readonly limits: object;
  readonly scopes: readonly string[];
  readonly deprecated?: object;
  readonly renamedFrom?: string;
  readonly keepOldName?: boolean;
}

const deprecatedKey = "create-mcp-prod/deprecated";

/** In the order in which MCP's own examples have it, which is the order on the wire. */
const definitionOf = (name: string, tool: Promised): object => ({
  name,
  ...(tool.title !== undefined && { title: tool.title }),
  description: tool.description,
  inputSchema: tool.inputSchema,
  ...(tool.outputSchema !== undefined && { outputSchema: tool.outputSchema }),
  annotations: tool.annotations,
  ...(tool.deprecated !== undefined && { _meta: { [deprecatedKey]: tool.deprecated } }),
});

/** The tool under the name that it had before. */
const underOldName = (name: string, tool: Promised): object => ({
  ...definitionOf(tool.renamedFrom ?? "", tool),
  description: `${tool.description} Deprecated: this is the old name of ${name}. Use ${name} instead.`,
  _meta: { [deprecatedKey]: { ...tool.deprecated, use: name } },
});

interface Older {
  readonly major: number;
  readonly version: string;
}

const releaseOf = ({ major, version }: Older) => {
  const path = `../../.create-mcp-prod/releases/${version}.json`;
  const { hash, contract } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as {
    readonly hash: string;
    readonly contract: { readonly tools: Readonly<Record<string, Promised>> };
  };
  const tools = Object.entries(contract.tools);
  const old = tools.filter(([, { keepOldName }]) => keepOldName === true);
  const definitions = [
    ...tools.map(([name, tool]) => definitionOf(name, tool)),
    ...old.map(([name, tool]) => underOldName(name, tool)),
  ];
  return { major, version, hash, tools, definitions };
};

const older: readonly Older[] = [
  {
    major: 1,
    version: "1.4.0",
  },
];

/** What older majors promised, each in its last release. */
export const releases = older.map(releaseOf);
