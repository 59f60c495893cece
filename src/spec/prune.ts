/** What is left of a spec when the parts that are wrong are taken out. */
import type { ZodIssue } from "zod/v3";
import type { Path } from "./document.js";
import { specSchema, type Spec } from "./schema.js";

type Mutable = Record<string | number, unknown>;

/** Stands in for required parts that are missing or wrong: rules on other parts can still run. */
const placeholder = {
  spec: 1,
  server: { name: "unnamed", version: "0.0.0", description: "unnamed" },
  tools: {},
} as const;

const rounds = 8;

export function pruned(value: object, issues: readonly ZodIssue[]): Spec | undefined {
  const copy = structuredClone(value) as Mutable;
  let left: readonly ZodIssue[] = issues;
  for (let round = 0; round < rounds; round += 1) {
    for (const issue of left) remove(copy, issue);
    const parsed = specSchema.safeParse(copy);
    if (parsed.success) return parsed.data;
    left = parsed.error.issues;
  }
  return undefined;
}

function remove(root: Mutable, issue: ZodIssue): void {
  if (issue.code === "unrecognized_keys") {
    const owner = at(root, issue.path);
    for (const key of issue.keys) delete owner?.[key];
    return;
  }
  const [first, second] = issue.path;
  if (first === undefined) return;
  const tool = first === "tools" && issue.path.length === 3 ? at(root, issue.path.slice(0, -1)) : undefined;
  if (tool !== undefined && issue.path[2] === "description") {
    tool["description"] = "unnamed";
    return;
  }
  const last = issue.path[issue.path.length - 1] ?? first;
  const owner = at(root, issue.path.slice(0, -1));
  if (owner !== undefined && Object.hasOwn(owner, last)) {
    if (Array.isArray(owner)) {
      const grandparent = at(root, issue.path.slice(0, -2));
      if (grandparent !== undefined) delete grandparent[issue.path[issue.path.length - 2] ?? ""];
    } else delete owner[last];
  } else if (issue.path.length > 1 && first !== "server") {
    // Something required is missing in it: take the whole out.
    const grandparent = at(root, issue.path.slice(0, -2));
    if (grandparent !== undefined) delete grandparent[issue.path[issue.path.length - 2] ?? ""];
  }
  if (first === "server" && typeof second === "string" && second in placeholder.server) {
    const server = (root["server"] ??= {}) as Mutable;
    server[second] = placeholder.server[second as keyof typeof placeholder.server];
  }
  if (issue.path.length === 1 && first in placeholder) {
    root[first] = structuredClone(placeholder[first as keyof typeof placeholder]);
  }
}

function at(root: Mutable, path: Path): Mutable | undefined {
  let found: unknown = root;
  for (const part of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Mutable)[part];
  }
  return typeof found === "object" && found !== null ? (found as Mutable) : undefined;
}
