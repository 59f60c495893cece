import { content, handler } from "../generated/handlers.js";

const svg = (score: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" role="img" aria-label="score ${score}">
  <rect width="60" height="20" rx="4" fill="hsl(${Math.round(score * 1.2)} 60% 40%)"/>
  <text x="30" y="14" font-family="sans-serif" font-size="12" fill="#fff" text-anchor="middle">${score}</text>
</svg>`;

/** Draw a score from 0 to 100 as a small image. */
export const showBadge = handler("show_badge", async ({ score }) =>
  content([
    { type: "image", data: Buffer.from(svg(score)).toString("base64"), mimeType: "image/svg+xml" },
    { type: "text", text: `Score ${score} of 100.` },
  ]),
);
