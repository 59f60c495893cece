/** A renamed tool under the name that it had: what clients that have not moved yet see. */
import type { Deprecation, Json } from "./model.js";

export interface OldName {
  readonly name: string;
  readonly description: string;
  /** In `_meta`, as for any tool that is to go. */
  readonly deprecated: Partial<Deprecation> & { readonly use: string };
}

interface Renamed {
  readonly name: string;
  readonly description: string;
  readonly renamedFrom?: string;
  readonly keepOldName?: boolean;
  readonly deprecated?: Deprecation;
}

/** The key of `_meta` under which a tool says that it is to go, when, and what takes its place. */
const deprecatedKey = "create-mcp-prod/deprecated";

/** The old name, if the tool keeps it. */
export function oldNameOf(tool: Renamed): OldName | undefined {
  const { name, description, renamedFrom, keepOldName, deprecated } = tool;
  if (renamedFrom === undefined || keepOldName !== true) return undefined;
  return {
    name: renamedFrom,
    description: `${description} Deprecated: this is the old name of ${name}. Use ${name} instead.`,
    deprecated: { ...deprecated, use: name },
  };
}

/** `_meta` of a tool that is to go. */
export const deprecationMeta = (deprecated: Partial<Deprecation>): { readonly [key: string]: Json } => ({
  [deprecatedKey]: { ...deprecated },
});
