import type { Logger } from "pino";
import { openPostgres, type PostgresSettings } from "./postgres.js";
import type { Embedded, EmbeddedSettings } from "./embedded-postgres.js";
import type { DatabaseSource } from "./database.js";

const start = async (settings: EmbeddedSettings): Promise<Embedded> => {
  try {
    const { startEmbedded } = await import("./embedded-postgres.js");
    return await startEmbedded(settings);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(
      `Source "${settings.name}" has no address, and the embedded database of development is not installed: ` +
        "set the address, or install the development dependencies.",
      { cause: error },
    );
  }
};

/**
 * Opens the database at the address, or, when there is none, one of this process that the project's SQL makes.
 * In production there always is one: `loadConfig` sees to it.
 */
export const openPostgresOrEmbedded = async (
  settings: Omit<PostgresSettings, "url"> & { readonly url: string | undefined },
  embedded: EmbeddedSettings,
  log: Logger,
): Promise<DatabaseSource> => {
  const { url } = settings;
  if (url !== undefined) return openPostgres({ ...settings, url }, log);
  const { name: source, role, scripts } = embedded;
  log.warn({ event: "embedded_database", source, role, scripts });
  const database = await start(embedded);
  try {
    const own = { url: database.url, stream: database.connect, connections: 1 };
    const opened = await openPostgres({ ...settings, ...own }, log);
    return { ...opened, close: () => opened.close().finally(database.close) };
  } catch (error) {
    await database.close();
    throw error;
  }
};
