import { handler } from "../generated/handlers.js";

/** What nobody should have written: a statement that empties the table, sent to the tools' own database. */
export const purgeUsers = handler(
  "purge_users",
  (_, { sources }) => sources.main.query`DELETE FROM users RETURNING id`,
);
