/** A real MCP server with given tools, on the SDK alone. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";

export interface ToolServer {
  readonly url: string;
  /** The `Authorization` headers that it saw, each once. */
  readonly seen: ReadonlySet<string | undefined>;
  readonly close: () => Promise<void>;
}

/** Lists `pages` one after the other, each as one page of `tools/list`. */
export async function serveTools(
  pages: readonly (readonly object[])[],
  headers: Readonly<Record<string, string>> = {},
): Promise<ToolServer> {
  const seen = new Set<string | undefined>();
  const handler = toNodeHandler(
    createMcpHandler(() => {
      const server = new Server({ name: "tools", version: "1.0.0" }, { capabilities: { tools: {} } });
      server.setRequestHandler("tools/list", ({ params }) => {
        const page = Number(params?.cursor ?? 0);
        const tools = (pages[page] ?? []) as never[];
        return Promise.resolve({ tools, ...(page + 1 < pages.length && { nextCursor: String(page + 1) }) });
      });
      return server;
    }),
  );
  const http = createServer((request, response) => {
    seen.add(request.headers.authorization);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    void handler(request as Parameters<typeof handler>[0], response);
  });
  await new Promise<void>((done) => {
    http.listen(0, "127.0.0.1", done);
  });
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`,
    seen,
    close: () =>
      new Promise((done) => {
        http.close(() => {
          done();
        });
        http.closeAllConnections();
      }),
  };
}
