/** All that a Worker could reach, on one port of loopback: whatever name it asks for, this answers. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the host's way out was given it. */
export interface Asked {
  readonly method: string;
  /** With the origin that was asked for. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Outside {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  readonly asked: Asked[];
  /** Takes effect with the next request. */
  answer: (asked: Asked, response: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

export const json = (response: ServerResponse, value: unknown, status = 200, headers = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
};

/** `workerd` names the origin in the request line, as to a proxy; `serve-host.mjs` in a header. */
const originHeader = "x-asked-origin";

export async function startOutside(): Promise<Outside> {
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { [originHeader]: origin, ...headers } = request.headers;
      const url = new URL(request.url ?? "", origin === undefined ? undefined : String(origin));
      const asked = {
        method: request.method ?? "",
        url,
        headers,
        body: Buffer.concat(chunks).toString(),
      };
      outside.asked.push(asked);
      outside.answer(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const outside: Outside = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer: (_asked, response) => json(response, {}),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return outside;
}
