import type { GeneratedFile, Owner } from "../render/file.js";
import type { Lock } from "./lock.js";

/** What happens to one path. `skip` kinds are reported but touch nothing. */
export type Action =
  | { readonly kind: "create" | "update"; readonly file: GeneratedFile }
  | { readonly kind: "adopt" | "keep" | "stale" | "stay-deleted" | "orphan"; readonly owner: Owner }
  | { readonly kind: "delete" }
  | { readonly kind: "conflict"; readonly why: "edited" | "collision" };

export interface Step {
  readonly path: string;
  readonly action: Action;
}

/** Everything a run would do, complete before anything is written. `steps` are sorted by path. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly lock: Lock;
}
