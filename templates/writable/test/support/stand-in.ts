import type { Values } from "../../src/sources/database.js";
import { inTransaction, type Changed, type WritableSource } from "../../src/sources/writable.js";

/** In place of a database: answers what a test says, and tells what was asked. */
export interface StandIn extends WritableSource {
  /** All that ran, in order, with parameters as `$1`. */
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
  /** Whether a transaction was committed; one that was rolled back was not. */
  readonly committed: boolean;
}

/** @param answers One for each statement; an error is what the database refuses it with. */
export const standIn = (answers: readonly (Partial<Changed> | Error)[]): StandIn => {
  const left = [...answers];
  const statements: { text: string; values: readonly unknown[] }[] = [];
  let committed = false;

  const answer = async (text: string, values: Values): Promise<Changed> => {
    statements.push({ text, values: Object.values(values) });
    const next = left.shift() ?? {};
    if (next instanceof Error) throw next;
    return { rows: [], changed: 0, ...next };
  };
  const done = async (): Promise<void> => {};
  const transaction = {
    run: answer,
    rollback: done,
    abandon: done,
    commit: async () => {
      committed = true;
    },
  };
  return {
    statements,
    get committed() {
      return committed;
    },
    query: async (text, values) => ({ kind: "rows", rows: (await answer(text, values)).rows }),
    transaction: (work, { signal }) => inTransaction(async () => transaction, work, signal),
    parameter: (place) => `$${place}`,
    prepare: () => {},
    check: done,
    close: done,
  };
};
