/** A project and a home folder for `connect`, and the command run in them. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run, type Run } from "../cli/run.js";
import { temporaryFolder } from "../regenerate/folder.js";

const spec = `spec: 1
server: { name: shop.mcp, version: 1.0.0, description: A shop. }
transports: { stdio: true, http: { port: 4100, path: /mcp } }
auth: { apiKeys: true }
sources:
  orders:
    kind: postgres
    url: \${ORDERS_URL}
    role: shop_mcp
    reads: { orders: [id] }
  stock: { kind: sqlite, file: "\${STOCK_FILE}" }
tools:
  count_orders:
    description: Count orders.
    source: orders
    sql: SELECT count(id) AS orders FROM orders
  count_items:
    description: Count items.
    source: stock
    sql: SELECT count(*) AS items FROM items
`;

/** Secrets that no run may show or write. */
export const secrets = { ORDERS_URL: "postgres://shop_mcp:hunter22@db.example.com/shop" } as const;

export interface Project {
  readonly folder: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly connect: (...words: readonly string[]) => Promise<Run>;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
}

export function project(text = spec): Project {
  const root = temporaryFolder();
  const [folder, home] = [join(root, "server"), join(root, "home")];
  const env = { HOME: home, PATH: process.env["PATH"] ?? "", STOCK_FILE: "/data/stock.sqlite", ...secrets };
  const write = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  mkdirSync(home);
  write(join(folder, "mcp.yaml"), text);
  write(join(folder, "dist/main.js"), "");
  return {
    folder,
    home,
    env,
    connect: (...words) => run(folder, ["connect", ...words], { env }),
    write,
    read: (path) => readFileSync(path, "utf8"),
  };
}
