import { StreamableHTTPClientTransport, type Client } from "@modelcontextprotocol/client";
import { newClient, type Era } from "./client.js";

/** Takes requests to a function instead of a socket. */
export type Answer = (request: Request) => Promise<Response>;

/** The official client, connected to a server that is a function. */
export async function connectTo(
  answer: Answer,
  path: string,
  era: Era,
  token: string | undefined,
): Promise<Client> {
  const client = newClient(era);
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`https://localhost${path}`), {
      fetch: (url, init) => answer(new Request(url, init)),
      ...(token !== undefined && {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      }),
    }),
  );
  return client;
}

/** What every server on a managed host needs of its environment. */
export const hostedEnv = {
  ALLOWED_HOSTS: "localhost",
  AUDIT_KEY: "a key for tests, 32 characters long",
  LOG_LEVEL: "silent",
} as const;
