import { handler, ToolError } from "../generated/handlers.js";

interface Pet {
  readonly category?: { readonly name?: string };
}

/** How many available pets there are in each category. */
export const countByCategory = handler("count_by_category", async (_args, { sources }) => {
  const answer = await sources.petstore.fetch("/pet/findByStatus?status=available");
  if (!answer.ok) throw new ToolError("SOURCE_ERROR", "The shop did not list its pets.");
  const counts: Record<string, number> = {};
  for (const { category } of (await answer.json()) as readonly Pet[]) {
    const name = category?.name ?? "without a category";
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
});
