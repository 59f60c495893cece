import { handler } from "../generated/handlers.js";

const freeMail = new Set([
  "gmail.com",
  "gmx.net",
  "hotmail.com",
  "outlook.com",
  "proton.me",
  "yahoo.com",
]);

/** Score a lead from 0 to 100, with the reasons. */
export const scoreLead = handler("score_lead", async ({ email, employees }) => {
  const reasons: string[] = [];
  let score = 50;
  if (freeMail.has(email.slice(email.lastIndexOf("@") + 1).toLowerCase())) {
    score -= 30;
    reasons.push("uses a free mail provider");
  }
  if (employees !== undefined) {
    const points = Math.min(50, Math.round(12 * Math.log10(employees)));
    score += points;
    reasons.push(`${employees} employees are worth ${points} points`);
  }
  return { score: Math.max(0, Math.min(100, score)), reasons };
});
