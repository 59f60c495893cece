import { expect, test } from "vitest";
import { scoreLead } from "../../src/generated/tools/score-lead.js";
import { callTool } from "../support/call.js";

const score = async (args: { email: string; employees?: number }) => {
  const { structuredContent } = await callTool(scoreLead, args);
  return (structuredContent as { readonly score: number }).score;
};

test("a free mail provider counts against a lead", async () => {
  const free = await score({ email: "ada@GMail.com" });
  expect(free).toBeLessThan(await score({ email: "ada@example.com" }));
});

test("a larger company scores higher, and never above 100", async () => {
  const small = await score({ email: "ada@example.com", employees: 10 });
  const large = await score({ email: "ada@example.com", employees: 10_000_000 });
  expect(small).toBeLessThan(large);
  expect(large).toBeLessThanOrEqual(100);
});
