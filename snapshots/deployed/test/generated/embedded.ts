// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { startEmbedded, type EmbeddedSettings } from "../../src/sources/embedded-postgres.js";
import { remoteEnv } from "../support/remote.js";

const databases: readonly (EmbeddedSettings & { readonly variable: string })[] = [
  {
    name: "main",
    variable: "DATABASE_URL",
    role: "order_desk_mcp",
    scripts: ["db/orders.sql", "db/orders-seed.sql", "db/main/roles.sql"],
  },
];

/** What stands in for the source's database, if it can be made from the project's SQL. */
export const embeddedOf = (source: string): EmbeddedSettings | undefined =>
  databases.find(({ name }) => name === source);

/** Before the first test: makes each database once, so that the servers of tests find it made. */
export default async function setup(): Promise<void> {
  for (const { variable, ...settings } of databases) {
    if (remoteEnv[variable] !== "") continue;
    const database = await startEmbedded(settings);
    await database.close();
  }
}
