import { Client } from "@modelcontextprotocol/client";

/** The protocol's two eras, by the revision that a client of each speaks. */
export const eras = ["2025-11-25", "2026-07-28"] as const;
export type Era = (typeof eras)[number];

/** The official client, made to speak the revision of one era and no other. */
export const newClient = (era: Era): Client =>
  new Client(
    { name: "test", version: "1.0.0" },
    { versionNegotiation: { mode: era === "2025-11-25" ? "legacy" : { pin: era } } },
  );

type Result = Awaited<ReturnType<Client["callTool"]>>;

/** All text of a result, one block after the other. */
export const textOf = (result: Result): string =>
  result.content.map((block) => (block.type === "text" ? block.text : "")).join("\n");

/** The code of an error result, such as `RATE_LIMITED`; `undefined` for a good one. */
export const codeOf = (result: Result): string | undefined =>
  result.isError === true ? textOf(result).split(":", 1)[0] : undefined;
