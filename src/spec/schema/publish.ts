/** `publish:`: the structure of where a server is published. */
import { z } from "zod/v3";

/** A name in the MCP registry, of its server.json 2025-12-11: a domain backwards, a slash, a name of one's own. */
export const registryNamePattern =
  /^(?=.{3,200}$)[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)+\/[A-Za-z0-9][A-Za-z0-9._-]*$/;

export const publish = z
  .object({
    npm: z.boolean().describe("A public package, with provenance.").optional(),
    registry: z
      .union([
        z.boolean(),
        z
          .string()
          .regex(
            registryNamePattern,
            "a name such as io.github.example/internal-db-mcp: a domain backwards, a slash, a name",
          ),
      ])
      .describe(
        "The MCP registry, under this name. `true`: io.github.OWNER/NAME, from a repository on GitHub.",
      )
      .optional(),
    bundle: z
      .boolean()
      .describe("An MCP bundle (.mcpb), which desktop clients install with a click.")
      .optional(),
  })
  .strict();
