import type { ClientBase } from "pg";
import type { Logger } from "pino";
import { watchCredential } from "./credential-watch.js";
import { postgresDriver, type PostgresSettings } from "./postgres.js";
import { postgresChanges } from "./postgres-change.js";
import { standingOf } from "./postgres-credential.js";
import { declaredRights, type TableWrites } from "./postgres-write-rights.js";
import { openWritable } from "./remote-writable.js";
import type { WritableSource } from "./writable.js";

export interface WritablePostgresSettings extends PostgresSettings {
  /** All that its role may change. */
  readonly writes: readonly TableWrites[];
}

/**
 * Connects to PostgreSQL, and refuses unless the catalog says that the credential can read, change what is listed,
 * and do nothing else.
 */
export const openWritablePostgres = (
  settings: WritablePostgresSettings,
  log: Logger,
): Promise<WritableSource> => {
  const declared = declaredRights(settings.writes);
  const watch = watchCredential(
    (client: ClientBase) => standingOf(client, declared),
    settings,
    log,
  );
  return openWritable(postgresDriver(settings, watch), postgresChanges, watch, settings.name);
};
