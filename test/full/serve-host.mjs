/** Stands for a managed host: `serve-host.mjs worker FILE` or `lambda FILE`, on a free port that it tells its parent. */
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { toNodeHandler } from "@modelcontextprotocol/node";

const [kind, file] = process.argv.slice(2);
const module = await import(pathToFileURL(file).href);

/** An event as AWS makes it: names in lower case, bodies that are not surely text in base64. */
async function eventOf(request) {
  const { pathname, search } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  const body = Buffer.from(await request.arrayBuffer());
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers,
    requestContext: {
      accountId: "anonymous",
      apiId: "abc123",
      domainName: headers.host,
      domainPrefix: "abc123",
      http: {
        method: request.method,
        path: pathname,
        protocol: "HTTP/1.1",
        sourceIp: "203.0.113.7",
        userAgent: headers["user-agent"],
      },
      requestId: "id",
      routeKey: "$default",
      stage: "$default",
      time: "22/Nov/2026:19:03:58 +0000",
      timeEpoch: 1795374238000,
    },
    body: body.length === 0 ? undefined : body.toString("base64"),
    isBase64Encoded: body.length > 0,
  };
}

async function byLambda(request) {
  const context = { getRemainingTimeInMillis: () => 10_000 };
  // What crosses between AWS and a function is JSON.
  const event = JSON.parse(JSON.stringify(await eventOf(request)));
  const result = JSON.parse(JSON.stringify(await module.handler(event, context)));
  const { statusCode: status, headers, body, isBase64Encoded } = result;
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  return new Response(bytes.length === 0 ? null : bytes, { status, headers });
}

// A Worker's `fetch` is its host's: what it asks for is answered by OUTSIDE, whatever name it has.
const { OUTSIDE } = process.env;
if (OUTSIDE !== undefined) {
  const connect = globalThis.fetch;
  globalThis.fetch = (target, init) => {
    const { origin, pathname, search } = new URL(target);
    const headers = { ...init?.headers, "x-asked-origin": origin };
    return connect(`http://${OUTSIDE}${pathname}${search}`, { ...init, headers });
  };
}

const fetch = kind === "lambda" ? byLambda : (request) => module.default.fetch(request, process.env);
const server = createServer(toNodeHandler({ fetch }));
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit());
