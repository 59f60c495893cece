import { handler, ToolError } from "../generated/handlers.js";

/** Take a product out of the stock for an order. */
export const reserve = handler("reserve", (_args, { sources }) =>
  // All of it happens, or nothing does. Values stand in ${…}, and are bound:
  //   const { rows } = await sql`SELECT … WHERE id = ${args.id} FOR UPDATE`;
  //   const { changed } = await sql`UPDATE … SET … = ${args.…} WHERE id = ${args.id}`;
  sources.shop.transaction(async (_sql) => {
    throw new ToolError("NOT_IMPLEMENTED", "reserve has no logic yet.");
  }),
);
