/** The structure of one tool. */
import { z } from "zod/v3";
import { httpOperation } from "./http.js";
import { limits } from "./limits.js";
import { identifier, text } from "./words.js";

/** MCP 2026-07-28, server/tools: names should be 1 to 128 of these characters. */
export const toolNamePattern = /^[A-Za-z0-9_.-]{1,128}$/;

/** JSON Schema 2020-12 as written; its own validity is a rule, with the position of the bad keyword. */
const jsonSchema = z.record(z.unknown());

/** A property of `params`: a JSON Schema with two words of our own. */
const param = z
  .object({
    required: z
      .union([z.boolean(), z.array(z.string())])
      .describe(
        "Whether the argument must be given; default: true, unless there is a `default`. For an object, a list of the properties that it must have.",
      )
      .optional(),
    cap: z.number().describe("A larger number is lowered to this one, and the model is told.").optional(),
  })
  .catchall(z.unknown());

export const tool = z
  .object({
    title: text(200).describe("Shown to people by clients.").optional(),
    description: text(4096).describe("What the tool does and when to use it. The model reads this."),
    source: identifier
      .describe(
        "The source that `sql` or `http` runs on; of a handler, the only one that it sees, or with `writes` the one that it changes.",
      )
      .optional(),
    params: z.record(param).describe("Arguments by name, each a JSON Schema.").optional(),
    input: jsonSchema
      .describe("All arguments as one JSON Schema of type object, instead of `params`.")
      .optional(),
    result: jsonSchema.describe("JSON Schema of the result; for `sql`, of one row.").optional(),
    sql: text(65_536).describe("One read-only statement with `:named` parameters.").optional(),
    http: httpOperation.describe("One request to an HTTP source.").optional(),
    handler: z.literal(true).describe("Hand-written in `src/handlers/`.").optional(),
    writes: z
      .boolean()
      .describe("The handler or request changes something. `false` with POST: it only asks.")
      .optional(),
    openWorld: z
      .boolean()
      .describe(
        "Whether the handler's results may hold text from outside, which clients are then warned of. Default: true.",
      )
      .optional(),
    limits: limits.describe("Stricter than the server's; never looser.").optional(),
    scopes: z.array(text(100)).describe("Scopes that a caller needs.").optional(),
    redact: z.array(text(200)).describe("Arguments that logs and audit must not show.").optional(),
    renamedFrom: text(128)
      .describe(
        "The name it had when it was last generated: its handler, edits and all, moves to the new one.",
      )
      .optional(),
    annotations: z
      .object({
        readOnlyHint: z.boolean().describe("Changes nothing.").optional(),
        destructiveHint: z.boolean().describe("May delete or overwrite.").optional(),
        idempotentHint: z.boolean().describe("A second, equal call changes nothing more.").optional(),
        openWorldHint: z.boolean().describe("Reaches beyond the server's own data.").optional(),
      })
      .strict()
      .describe("Derived; may be overridden only toward caution.")
      .optional(),
    keepOldName: z
      .boolean()
      .describe("It answers to the name of `renamedFrom`, too, which says that it is deprecated.")
      .optional(),
    name: text(128)
      .describe("What clients call it, where two majors have a tool of one name. Default: its key.")
      .optional(),
    api: z
      .array(z.number().int())
      .min(1)
      .describe(
        "The majors that serve it. Default: the newest, and each older one that was released with a tool of its name.",
      )
      .optional(),
    deprecated: z
      .object({
        since: text(100).describe("The version that deprecated it."),
        removeIn: text(100).describe("The version that will no longer have it."),
        use: text(128).describe("The tool to use instead.").optional(),
        reason: text(500).describe("Why, for the tool's callers.").optional(),
      })
      .strict()
      .describe("The tool still works, and says that it will go.")
      .optional(),
  })
  .strict();
