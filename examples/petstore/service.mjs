/**
 * A stand-in for the Swagger Petstore, on this machine: the five requests that the example makes, with pets that stay
 * in memory. `node service.mjs` prints its address; PORT sets the port.
 */
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const keys = { read: "reader-key", write: "desk-key" };

const pets = [
  {
    id: 1,
    name: "Rex",
    category: { id: 1, name: "Dogs" },
    tags: [{ id: 1, name: "loud" }],
    status: "available",
  },
  {
    id: 2,
    name: "Momo",
    category: { id: 2, name: "Cats" },
    tags: [{ id: 2, name: "calm" }],
    status: "available",
  },
  {
    id: 3,
    name: "Ada",
    category: { id: 1, name: "Dogs" },
    tags: [{ id: 2, name: "calm" }],
    status: "sold",
  },
].map((pet) => ({
  ...pet,
  photoUrls: ["https://example.com/photo.jpg"],
  supplier: "not for customers",
}));

/** Answers of `METHOD /path`; `undefined` is 404. */
const answers = {
  "GET /pet/findByStatus": ({ query }) =>
    pets.filter(({ status }) => status === query.get("status")),
  "GET /pet/findByTags": ({ query }) =>
    pets.filter(({ tags }) => tags.some(({ name }) => query.getAll("tags").includes(name))),
  "GET /pet": ({ id }) => pets.find((pet) => pet.id === id),
  "GET /store/inventory": () =>
    Object.fromEntries(
      ["available", "pending", "sold"].map((name) => [
        name,
        pets.filter(({ status }) => status === name).length,
      ]),
    ),
  "GET /store/order": ({ id, orders }) => orders.get(id),
  "POST /store/order": ({ body, orders }) => {
    const order = { id: orders.size + 1, complete: false, ...JSON.parse(body) };
    orders.set(order.id, order);
    return order;
  },
};

/** Starts it on a port, or on any that is free; resolves with its address, and with the requests as they came. */
export async function startPetstore(port = 0) {
  const orders = new Map();
  const requests = [];
  const server = createServer((request, response) => {
    const send = (status, value) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const { method, headers, url } = request;
      requests.push({ method, url, headers, body });
      const { pathname, searchParams: query } = new URL(url, "http://petstore");
      const wanted = method === "GET" ? Object.values(keys) : [keys.write];
      if (!wanted.includes(headers.api_key))
        return send(403, { message: "This key may not do that." });
      const [, path, id] = /^\/api\/v3(.*?)(?:\/(\d+))?$/.exec(pathname) ?? [];
      const value = answers[`${method} ${path}`]?.({ query, body, orders, id: Number(id) });
      return value === undefined
        ? send(404, { message: `There is no ${pathname}.` })
        : send(200, value);
    });
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/api/v3`, keys, requests, close };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { url } = await startPetstore(Number(process.env.PORT ?? 8080));
  console.log(`PETSTORE_URL=${url} PETSTORE_KEY=${keys.read} PETSTORE_DESK_KEY=${keys.write}`);
}
