import { once } from "node:events";
import type { Server } from "node:http";
import { isIPv6, type AddressInfo } from "node:net";

/** Whether only this machine can reach the address. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

/**
 * Binds, and returns the origin under which the server is found. Rejects with a sentence that says what to
 * do; it never takes another port than the one asked for, because clients are configured with that one.
 * @param variables What comes before `HOST` and `PORT` in the names of the variables to set.
 */
export async function listen(
  server: Server,
  host: string,
  port: number,
  variables = "",
): Promise<string> {
  server.listen({ host, port });
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(explain((error as NodeJS.ErrnoException).code, host, port, variables), {
      cause: error,
    });
  }
  const bound = server.address() as AddressInfo;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${bound.port}`;
}

function explain(code: string | undefined, host: string, port: number, variables: string): string {
  const where = `Cannot listen on ${host} port ${port}`;
  switch (code) {
    case "EADDRINUSE":
      return `${where}: another process does. Stop it, or set ${variables}PORT.`;
    case "EACCES":
      return `${where}: this user may not. Ports below 1024 need a privilege; set ${variables}PORT to a higher one.`;
    case "EADDRNOTAVAIL":
      return `${where}: this machine does not have that address. Set ${variables}HOST.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${where}: that name does not resolve. Set ${variables}HOST to an address.`;
    default:
      return `${where} (${code ?? "unknown error"}).`;
  }
}
