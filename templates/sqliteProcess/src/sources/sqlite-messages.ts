import type { Rows, Values } from "./database.js";

/** One query, for a reader. */
export interface Request {
  readonly statement: string;
  readonly values: Values;
  readonly rows: number;
  readonly bytes: number;
  /** How long it may take. */
  readonly ms: number;
}

/** What a reader says to it. */
export type Answer =
  | { readonly kind: "answer"; readonly rows: Rows }
  | {
      readonly kind: "refusal";
      readonly code: string;
      readonly sentence: string;
      /** For the log. */
      readonly cause?: { readonly name: string; readonly message: string };
    };
