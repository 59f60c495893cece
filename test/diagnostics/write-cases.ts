/** Cases of databases that handlers write: one good spec with a passage replaced. */
import type { ErrorCase } from "./error-cases.js";

export const goodWrites = `spec: 1
server:
  name: orders-mcp
  version: 1.0.0
  description: Orders.
sources:
  main:
    kind: postgres
    url: \${DATABASE_URL}
    role: orders_mcp
    reads: { orders: [id, status] }
  desk:
    kind: postgres
    access: write
    url: \${DESK_DATABASE_URL}
    role: orders_desk
    reads: { orders: [id] }
    writes:
      orders: { insert: [customer_id, total], update: [status] }
      lines: { delete: true }
tools:
  list_orders:
    description: List orders.
    source: main
    sql: SELECT id, status FROM orders
  count_orders:
    description: Count orders.
    handler: true
  place_order:
    description: Place an order.
    source: desk
    params:
      customer: { type: integer }
    handler: true
    writes: true
`;

const changed = (code: string, name: string, from: string, to: string): ErrorCase => {
  if (!goodWrites.includes(from)) throw new Error(`${code}-${name}: the spec has no ${JSON.stringify(from)}`);
  return { code, name, files: { "mcp.yaml": goodWrites.replace(from, () => to) } };
};

const orders = "orders: { insert: [customer_id, total], update: [status] }";
const table = (name: string, text: string) => changed("MCP1239", name, orders, text);
const list = `    writes:
      ${orders}
      lines: { delete: true }
`;

export const writeCases: readonly ErrorCase[] = [
  changed("MCP1239", "not-said", list, ""),
  changed("MCP1239", "none", list, "    writes: {}\n"),
  changed("MCP1239", "for-reading", "    access: write\n", ""),
  table("every-column", "orders: { insert: ['*'] }"),
  table("column-twice", "orders: { update: [status, total, status] }"),
  table("table-twice", `${orders}\n      public.orders: { delete: true }`),
  table("nothing", "orders: {}"),
  table("not-deleted", "orders: { delete: false }"),
  changed("MCP1240", "sql", "source: main", "source: desk"),
  changed("MCP1240", "reading-handler", "    handler: true\n    writes: true\n", "    handler: true\n"),
  changed("MCP1240", "source-for-reading", "source: desk", "source: main"),
  changed("MCP1240", "unused", "    source: desk\n", ""),
  changed("MCP1240", "role", "role: orders_desk", "role: orders_mcp"),
  changed("MCP1240", "address", "url: ${DESK_DATABASE_URL}", "url: ${DATABASE_URL}"),
  changed(
    "MCP1105",
    "sqlite-write",
    "    kind: postgres\n    access: write\n    url: ${DESK_DATABASE_URL}\n    role: orders_desk\n    reads: { orders: [id] }\n" +
      list,
    "    kind: sqlite\n    access: write\n    file: var/desk.db\n",
  ),
  changed("MCP1209", "written-column", "update: [status]", "update: ['\"status\"']"),
  changed(
    "MCP1226",
    "only-adds",
    "    writes: true\n",
    "    writes: true\n    annotations: { destructiveHint: false }\n",
  ),
];
