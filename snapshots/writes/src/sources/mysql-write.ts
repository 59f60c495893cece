import type { PoolConnection } from "mysql2";
import type { Logger } from "pino";
import { watchCredential } from "./credential-watch.js";
import { mysqlDriver, type MysqlSettings } from "./mysql.js";
import { mysqlChanges } from "./mysql-change.js";
import { rightsOf } from "./mysql-rights.js";
import { parseAddress } from "./mysql-address.js";
import { declaredRights, type TableWrites } from "./mysql-write-rights.js";
import { openWritable } from "./remote-writable.js";
import type { WritableSource } from "./writable.js";

export interface WritableMysqlSettings extends MysqlSettings {
  /** All that its account may change. */
  readonly writes: readonly TableWrites[];
}

/**
 * Connects to MySQL or MariaDB, and refuses unless the account can read, change what is listed, and do nothing else.
 * What triggers and foreign keys of those tables do, an account is not shown.
 */
export const openWritableMysql = async (
  settings: WritableMysqlSettings,
  log: Logger,
): Promise<WritableSource> => {
  const declared = declaredRights(settings.writes, parseAddress(settings.url)?.database ?? "");
  const ask = (connection: PoolConnection) => rightsOf(connection, declared);
  const watch = watchCredential(ask, settings, log);
  return openWritable(mysqlDriver(settings, watch), mysqlChanges, watch, settings.name);
};
