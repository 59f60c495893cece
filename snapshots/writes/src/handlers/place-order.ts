import { handler, ToolError } from "../generated/handlers.js";

/** Place an order for a customer. */
export const placeOrder = handler("place_order", (_args, { sources }) =>
  // All of it happens, or nothing does. Values stand in ${…}, and are bound:
  //   const { rows } = await sql`SELECT … WHERE id = ${args.id} FOR UPDATE`;
  //   const { changed } = await sql`UPDATE … SET … = ${args.…} WHERE id = ${args.id}`;
  sources["order-desk"].transaction(async (_sql) => {
    throw new ToolError("NOT_IMPLEMENTED", "place_order has no logic yet.");
  }),
);
