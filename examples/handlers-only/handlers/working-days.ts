import { handler, ToolError } from "../generated/handlers.js";

const day = 86_400_000;

/** Count the days from Monday to Friday from one date to another, both included. */
export const workingDays = handler("working_days", async ({ from, to }) => {
  const first = Date.parse(from);
  const days = (Date.parse(to) - first) / day + 1;
  if (days < 1) throw new ToolError("DATES_REVERSED", "`from` must not be later than `to`.");

  // Whole weeks have five; only the days left over have to be looked at.
  let count = Math.floor(days / 7) * 5;
  for (let i = 0; i < days % 7; i++) {
    const weekday = new Date(first + i * day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count++;
  }
  return count;
});
