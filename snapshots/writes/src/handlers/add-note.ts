import { handler, ToolError } from "../generated/handlers.js";

/** Add a note to an order. */
export const addNote = handler("add_note", (_args, { sources }) =>
  // All of it happens, or nothing does. Values stand in ${…}, and are bound:
  //   const { rows } = await sql`SELECT … WHERE id = ${args.id} FOR UPDATE`;
  //   const { changed } = await sql`UPDATE … SET … = ${args.…} WHERE id = ${args.id}`;
  sources.journal.transaction(async (_sql) => {
    throw new ToolError("NOT_IMPLEMENTED", "add_note has no logic yet.");
  }),
);
