// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tools } from "../../src/generated/tools.js";
import { codeOf, eras, type Era, textOf } from "../support/client.js";

/** A client of the built server, and its end. */
export interface Connection {
  readonly client: Client;
  readonly close: () => Promise<void>;
}

/** Arguments that the tools with a statement accept. */
const calls = [{ name: "book_count", arguments: {} }];

/** The same, asking for more than the tool gives. */
const excessive = [{ name: "find_books", arguments: { author: "a", limit: 1000000 }, most: 500 }];

/** What holds on every transport and in both protocol eras. */
export function servesTheContract(transport: string, connect: (era: Era) => Promise<Connection>) {
  describe.each(eras)(`over ${transport}, as a client of %s`, (era) => {
    let connection: Connection;
    beforeAll(async () => {
      connection = await connect(era);
    });
    afterAll(() => connection.close());

    test("lists every tool, in order, with its schema", async () => {
      const { tools: listed } = await connection.client.listTools();
      const shown = ({ name, description, inputSchema }: (typeof listed)[number]) => ({
        name,
        description,
        inputSchema,
      });
      expect(listed.map(shown)).toEqual(tools.map(({ definition }) => shown(definition as never)));
    });

    test.each(tools.map(({ definition }) => definition.name))(
      "%s refuses an argument that it does not have",
      async (name) => {
        const call = { name, arguments: { "not an argument": 1 } };
        const result = await connection.client.callTool(call);
        expect(codeOf(result)).toBe("INVALID_ARGUMENTS");
      },
    );

    test.each(calls)("$name answers", async (call) => {
      const result = await connection.client.callTool(call);
      expect(result.isError, textOf(result)).toBeFalsy();
      expect(result.structuredContent).toHaveProperty("rows");
    });

    test.each(excessive)("$name gives no more than it may", async ({ most, ...call }) => {
      const result = await connection.client.callTool(call);
      const { rows, notice } = result.structuredContent as { rows: unknown[]; notice?: string };
      expect(rows.length).toBeLessThanOrEqual(most);
      expect(notice, textOf(result)).toContain("lowered");
    });
  });
}
