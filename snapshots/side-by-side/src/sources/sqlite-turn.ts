import type { DatabaseSyncInstance } from "@photostructure/sqlite";

/**
 * Puts the reads of one turn of the event loop into one transaction. SQLite takes and gives back its locks
 * on the file, and looks whether it changed, once for each transaction, and that costs more than a lookup
 * by key does. No lock outlives the turn, unless rows are still being read then.
 * @param allowed Prepares statements that the authorizer would refuse to tools.
 * @returns What to call before each read.
 */
export const readsByTurn = (
  database: DatabaseSyncInstance,
  allowed: <T>(prepare: () => T) => T,
): (() => void) => {
  const begin = allowed(() => database.prepare("BEGIN"));
  const commit = allowed(() => database.prepare("COMMIT"));
  let open = false;

  const end = (): void => {
    open = false;
    try {
      commit.run();
    } catch {
      // The database has been closed since; or its file is gone, which the next read will say.
    }
  };
  return () => {
    if (open) return;
    if (!database.isTransaction) begin.run();
    open = true;
    setImmediate(end);
  };
};
