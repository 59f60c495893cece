import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { handler } from "../generated/handlers.js";

/** Beside the audit trail, wherever the server was started from. */
const file = fileURLToPath(new URL("../../var/feedback.jsonl", import.meta.url));

/** Keep a note on whether a score was right. */
export const recordFeedback = handler("record_feedback", async (feedback, { principal, call }) => {
  await mkdir(dirname(file), { recursive: true });
  // One write of one line: appends of this size do not interleave.
  await appendFile(file, `${JSON.stringify({ ...feedback, by: principal.id, call })}\n`, {
    mode: 0o600,
  });
  return { saved: true };
});
