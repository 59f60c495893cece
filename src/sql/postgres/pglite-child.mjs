/**
 * A PostgreSQL in a process of its own, whose memory (some hundred MB) goes with it. Answers, one after the other,
 * to the messages of `pglite.ts`. It is plain JavaScript, so that it runs from the sources as from the package.
 * @typedef {{ id: number, do: "start", module: string, extensions: Record<string, string> }
 *   | { id: number, do: "query" | "describe", sql: string }} Request
 */
import { pathToFileURL } from "node:url";

/** @type {import("@electric-sql/pglite").PGlite | undefined} */
let database;

/** @param {Request} request */
async function answer(request) {
  if (request.do === "start") {
    const { PGlite } = await import(pathToFileURL(request.module).href);
    /** @type {Record<string, unknown>} */
    const extensions = {};
    for (const [name, file] of Object.entries(request.extensions)) {
      extensions[name] = (await import(pathToFileURL(file).href))[name];
    }
    database = await PGlite.create({ extensions });
    return {};
  }
  if (database === undefined) throw new Error("not started");
  if (request.do === "query") return (await database.query(request.sql)).rows;
  const { queryParams, resultFields } = await database.describeQuery(request.sql);
  return {
    parameters: queryParams.map(({ dataTypeID }) => dataTypeID),
    columns: resultFields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })),
  };
}

process.on("message", async (/** @type {Request} */ request) => {
  try {
    process.send?.({ id: request.id, value: await answer(request) });
  } catch (error) {
    const { message, code, hint, position } = /** @type {Record<string, unknown>} */ (error);
    process.send?.({ id: request.id, error: { message, code, hint, position } });
  }
});
process.on("disconnect", () => process.exit());
