/** The structure of `access` and `writes` of databases in `mcp.yaml`. What structure cannot say is in `rules/writes.ts`. */
import { z } from "zod/v3";
import { text } from "./words.js";

const columns = z.array(text(64)).min(1);

const tableWrites = z
  .object({
    insert: columns
      .describe("Columns that a new row may be given; the others take their defaults.")
      .optional(),
    update: columns.describe("Columns that may be changed.").optional(),
    delete: z.boolean().describe("Whether rows may be deleted. Default: false.").optional(),
  })
  .strict();

/** Beside `role` of a database. */
export const writing = {
  access: z
    .enum(["read", "write"])
    .describe(
      "`write`: the handlers with `writes: true` that name it may change what `writes` lists, and nothing else uses it. It needs a role of its own. Default: read.",
    )
    .optional(),
  writes: z
    .record(tableWrites)
    .describe("With `access: write`: what the role may change, by table. It may change nothing else.")
    .optional(),
};

/** Of a SQLite file, which has no roles: whoever may write one row of it may write all. */
export const readingOnly = {
  access: z
    .string()
    .regex(
      /^read$/,
      "read: a SQLite file has no roles, so whoever can write one row of it can write them all",
    )
    .describe("Always read: a file has no roles, so that no part of it alone can be given to a handler.")
    .optional(),
};
