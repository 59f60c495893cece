/** How the tools behave, for those who decide whether to call one: as their annotations promise it to clients. */
import type { Tool } from "../spec/model.js";
import type { Table } from "./tables/table.js";
import { mdCode } from "./text.js";

type Described = Pick<Tool, "name" | "annotations">;

export const behaviourTable = (tools: readonly Described[]): Table => ({
  header: ["Tool", "Changes something", "Called again with the same arguments", "Reaches outside"],
  rows: tools.map(({ name, annotations }) => [
    mdCode(name),
    changes(annotations),
    annotations.readOnlyHint
      ? "harmless"
      : annotations.idempotentHint
        ? "nothing more happens"
        : "acts again",
    annotations.openWorldHint ? "yes" : "no",
  ]),
});

/** In prose, the tools that a human has to agree to. */
export const supervisedNames = (tools: readonly Described[]): string =>
  tools
    .filter(({ annotations }) => !annotations.readOnlyHint)
    .map(({ name }) => mdCode(name))
    .join(", ");

/** In prose, the tools whose results may hold text from outside. */
export function untrustedNames(
  tools: readonly (Described & { readonly untrusted: string | undefined })[],
): string {
  const names = tools.flatMap(({ name, untrusted }) => (untrusted === undefined ? [] : [mdCode(name)]));
  return names.length > 1 && names.length === tools.length ? "all tools" : names.join(", ");
}

const changes = ({ readOnlyHint, destructiveHint }: Tool["annotations"]): string => {
  if (readOnlyHint) return "no";
  return destructiveHint ? "yes, and may overwrite or delete" : "yes, but only adds";
};
