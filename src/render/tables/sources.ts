/** What the server reaches, and what it may do there. */
import type { ServerModel } from "../../spec/model.js";
import { mdCode } from "../text.js";
import type { Table } from "./table.js";

const credentials = {
  bearer: "a token",
  basic: "user and password",
  header: "a key in a header",
  oauth: "a token of OAuth client credentials",
} as const;

/** The HTTP APIs, and what the server shows them. */
export const apiTable = ({ sources }: ServerModel): Table => ({
  header: ["API", "Where", "For tools that", "What the server shows"],
  rows: sources
    .filter((source) => source.kind === "http")
    .map(({ name, baseUrl, networks, access, auth }) => [
      mdCode(name),
      [
        "env" in baseUrl ? mdCode(`${baseUrl.env}`) : mdCode(baseUrl.value),
        ...(networks.length === 0 ? [] : [`(also in ${networks.map(mdCode).join(", ")})`]),
      ].join(" "),
      access === "write" ? "write" : "read",
      auth === undefined ? "nothing" : credentials[auth.kind],
    ]),
});

/** What handlers may change in databases. */
export const writeTable = ({ sources }: ServerModel): Table => ({
  header: ["Database", "Through role", "Table", "New rows with", "Changed", "Rows deleted"],
  rows: sources.flatMap((source) =>
    source.kind === "postgres" || source.kind === "mysql"
      ? source.writes.map(({ schema, table, insert, update, delete: deletes }) => [
          mdCode(source.name),
          mdCode(source.role),
          mdCode(schema === undefined ? table : `${schema}.${table}`),
          insert.map(mdCode).join(", ") || "none",
          update.map(mdCode).join(", ") || "none",
          deletes ? "yes" : "no",
        ])
      : [],
  ),
});
