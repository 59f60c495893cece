// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { identity } from "../../src/generated/contract.js";
import { tools } from "../../src/generated/tools.js";

const contract = JSON.parse(
  readFileSync(new URL("../../.create-mcp-prod/contract.json", import.meta.url), "utf8"),
) as { tools: Record<string, { readonly renamedFrom?: string; readonly keepOldName?: boolean }> };

/** RFC 8785: sorted keys, no blanks. */
const canonical = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = value as Record<string, unknown>;
  const keys = Object.keys(members).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(members[key])}`).join(",")}}`;
};

/** What an old name says: where to go. */
const underOldName = (name: string) => ({
  description: expect.stringContaining(`Use ${name} instead.`) as string,
  deprecated: expect.objectContaining({ use: name }) as object,
});

test("the tools are those of the contract", () => {
  const promised = Object.entries(contract.tools).flatMap(
    ([name, { renamedFrom = "", keepOldName = false, ...tool }]) => [
      [name, tool] as const,
      ...(keepOldName ? [[renamedFrom, { ...tool, ...underOldName(name) }] as const] : []),
    ],
  );
  const served = tools.map(({ definition, caps, limits, scopes }) => {
    const { name, _meta: meta, ...shown } = definition;
    const deprecated = meta?.["create-mcp-prod/deprecated"];
    return [name, { ...shown, deprecated, caps, limits, scopes: [...scopes].sort() }] as const;
  });
  expect(Object.fromEntries(served)).toEqual(Object.fromEntries(promised));
});

/** A former name that is not answered to only says where a tool came from. */
const withoutFormerNames = Object.fromEntries(
  Object.entries(contract.tools).map(([name, { renamedFrom, ...tool }]) => [
    name,
    tool.keepOldName === true ? { ...tool, renamedFrom } : tool,
  ]),
);

/** Control, format, private and tag characters: what a model reads and a person does not see. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

test("what models read of the tools is what people see", () => {
  for (const { definition } of tools) {
    expect(definition.name).toMatch(/^[A-Za-z0-9_.-]{1,128}$/);
    expect(JSON.stringify(definition)).not.toMatch(unseen);
  }
});

test("the server names the contract that it serves", () => {
  const promised = { ...contract, tools: withoutFormerNames };
  const hash = createHash("sha256").update(canonical(promised)).digest("hex");
  expect(identity.contract).toBe(`sha256:${hash}`);
});

/** Tools that change something. */
const writing: readonly string[] = ["close_lead", "assign_lead"];

test.each(tools)("the annotations of $definition.name say what it does", (tool) => {
  const { name, annotations } = tool.definition;
  expect(annotations).toMatchObject({
    readOnlyHint: expect.any(Boolean) as boolean,
    destructiveHint: expect.any(Boolean) as boolean,
    idempotentHint: expect.any(Boolean) as boolean,
    openWorldHint: tool.untrusted !== undefined,
  });
  if (writing.includes(name)) {
    expect(annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true });
  }
});
