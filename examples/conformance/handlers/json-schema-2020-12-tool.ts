import { content, handler } from "../generated/handlers.js";

/** Tool with JSON Schema 2020-12 features */
export const jsonSchema202012Tool = handler("json_schema_2020_12_tool", async (person) =>
  content([{ type: "text", text: JSON.stringify(person) }]),
);
