import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { handler } from "../generated/handlers.js";

const file = "var/feedback.jsonl";

/** Keep a note on whether a score was right. */
export const recordFeedback = handler("record_feedback", async (feedback, { principal, call }) => {
  await mkdir(dirname(file), { recursive: true });
  // One write of one line: appends of this size do not interleave.
  await appendFile(file, `${JSON.stringify({ ...feedback, by: principal.id, call })}\n`, {
    mode: 0o600,
  });
  return { saved: true };
});
