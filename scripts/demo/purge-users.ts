import { handler } from "../generated/handlers.js";

/** What nobody should have written: a statement that empties the table, sent to the tools' own database. */
export const purgeUsers = handler("purge_users", async (_, { sources, signal, deadline }) => {
  const source = sources["main"];
  return source?.query("DELETE FROM users RETURNING id", {}, { rows: 1, bytes: 1024, signal, deadline });
});
