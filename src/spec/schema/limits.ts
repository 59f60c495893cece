/** The structure of `limits`, of a tool and of the server. */
import { z } from "zod/v3";
import { duration, positive, rate, size, text } from "./words.js";

export const limits = z
  .object({
    rate: rate.describe("Calls for each caller and tool, such as `60/minute`.").optional(),
    concurrency: positive.max(10_000).describe("Calls at once.").optional(),
    timeout: duration.describe("How long one call may take, such as `10s`.").optional(),
    rows: positive.max(1_000_000).describe("Rows in one result.").optional(),
    bytes: size.describe("Size of one result, such as `256 KiB`.").optional(),
  })
  .strict();

export const serverLimits = limits
  .extend({
    store: text(2048)
      .describe(
        "Redis or Valkey that counts calls for all replicas, `${NAME}`. Absent: in memory, one process.",
      )
      .optional(),
    onStoreFailure: z
      .enum(["local", "deny"])
      .describe(
        "Without the store: each replica counts its share (local, default), or calls are refused (deny).",
      )
      .optional(),
  })
  .strict();
