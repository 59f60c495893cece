/** What controls depend on: the spec, what it switches on, and which tests there are. */
import { allTools } from "../../spec/all-tools.js";
import type { ServerModel } from "../../spec/model.js";
import type { View } from "../view.js";
import { provedBy, type ProvingTests } from "./control.js";

export interface Facts {
  readonly model: ServerModel;
  readonly has: View["has"];
  /** Some tool asks for a scope. */
  readonly scoped: boolean;
  /** Some tool is one HTTP request. */
  readonly operations: boolean;
  /** Tests that run over each transport, in both protocol eras. */
  readonly over: (...titles: readonly string[]) => readonly ProvingTests[];
}

export function factsOf(model: ServerModel, has: View["has"]): Facts {
  const transports = [...(has.stdio ? ["stdio"] : []), ...(has.http ? ["http"] : [])];
  return {
    model,
    has,
    scoped: has.bearer && model.tools.some(({ scopes }) => scopes.length > 0),
    operations: allTools(model).some(({ implementation }) => implementation.kind === "http"),
    over: (...titles) => transports.map((name) => provedBy(`test/controls.${name}.test.ts`, ...titles)),
  };
}

/** What is there only if something else is. */
export const only = <T>(when: boolean, ...items: readonly T[]): readonly T[] => (when ? items : []);
