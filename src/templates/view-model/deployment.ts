import type { Deployment } from "../../render/deploy.js";
import { code, flag, json, list, maybe, name, number, object, words, type FieldsOf } from "./field.js";

const variable = object("A variable.", {
  name: name("In capitals.", "AUDIT_KEY"),
  description: words("What it is for.", "Key of the audit chain"),
});

const path = words("Relative to the project.", "db/main.sqlite");

export const deployment = object("What containers, Kubernetes and Cloud Run need.", {
  name: name("The server as they call it.", "internal-db-mcp"),
  pushed: name("Where it is pushed to, without a tag.", "ghcr.io/example/internal-db-mcp"),
  images: object("Base images, each with its digest.", {
    build: code("Where the image is built.", "node:24-bookworm-slim@sha256:6f7b…"),
    run: code("Where the server runs.", "gcr.io/distroless/nodejs24-debian12:nonroot@sha256:14d4…"),
    edge: code("nginx.", "nginxinc/nginx-unprivileged:1.30-alpine@sha256:ed04…"),
    store: code("Valkey.", "valkey/valkey:9-alpine@sha256:ee91…"),
    postgres: code("PostgreSQL.", "postgres:17-alpine@sha256:742f…"),
    mariadb: code("MariaDB.", "mariadb:11.8@sha256:2d2f…"),
  }),
  secrets: list("Secrets that production needs, each read from a file.", variable),
  settings: list("Other variables that it does not start without.", variable),
  files: list(
    "SQLite files in the image.",
    object("A file.", {
      path,
      built: flag("The image's build makes it.", true),
      copy: code("The end of `COPY --from=build`.", '["/app/db/main.sqlite","./db/main.sqlite"]'),
    }),
  ),
  ignore: list("Lines of `.dockerignore` for them.", code("A line.", "!db/schema.sql")),
  mounted: list(
    "SQLite files that whoever deploys it brings.",
    object("A file.", {
      variable: name("The variable that names it.", "DATABASE_FILE"),
      source: name("The source.", "main"),
      path: name("Where it is in the container.", "/data/main.sqlite"),
      volume: name("The volume that it is on, in Kubernetes.", "data-1"),
    }),
  ),
  databases: list(
    "Databases that the compose file makes.",
    object("A database.", {
      service: name("Of the compose file.", "database-main"),
      kind: name("`postgres`, or `mysql` for a MariaDB.", "postgres"),
      variable: name("The variable with its address.", "DATABASE_URL"),
      role: name("The role in it.", "internal_db_mcp"),
      scripts: list(
        "SQL that makes it, in order.",
        object("A script.", { path, target: name("In the folder that its image runs.", "10-db-schema.sql") }),
      ),
    }),
  ),
  secretFiles: json(
    "Which secrets can be made, and which not.",
    '{"random":{"AUDIT_KEY":"key of the audit chain"},"yours":{}}',
  ),
  store: flag("The compose file has the limit store.", false),
  outside: list("What it reaches that the compose file does not have.", words("In a few words.", "API crm")),
  egress: list(
    "What the server reaches over a connection.",
    object("A place.", {
      what: words("In a few words.", "database main"),
      host: maybe(words("If the spec says where.", "api.example.com")),
      port: number("The usual one, unless the spec says which.", 5432),
    }),
  ),
  hosts: words("Host names under which it is called.", "mcp.example.com"),
  replicated: flag("More than one process may serve.", false),
  proxySeconds: number("A proxy waits so long for an answer.", 15),
  graceSeconds: number("Between the order to end and the end.", 40),
} satisfies FieldsOf<Deployment>);
