import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { extensionsOf } from "./embedded-extensions.js";
import { embeddedWire } from "./embedded-wire.js";

export interface EmbeddedSettings {
  /** The source's name in the spec. */
  readonly name: string;
  /** The role that `db/<name>/roles.sql` makes. */
  readonly role: string;
  /** Paths in the project of SQL that makes the tables, fills them, and makes the role; in this order. */
  readonly scripts: readonly string[];
}

export interface Embedded {
  readonly url: string;
  /** For pg: a connection, one at a time. */
  readonly connect: () => Duplex;
  readonly close: () => Promise<void>;
}

const inProject = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));
const home = inProject("var/embedded");

interface Script {
  readonly path: string;
  readonly text: string;
}

/** Without lines for psql, such as `\set`. */
const read = (path: string): Script => {
  const text = readFileSync(inProject(path), "utf8");
  return { path, text: text.replace(/^\\.*$/gm, "") };
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The database that these scripts made before, if they did: to make one takes seconds. */
const kept = (file: string): Blob | undefined => {
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    return undefined;
  }
};

/** Keeps it, in place of what older scripts made. */
const keep = async (database: PGlite, name: string, file: string): Promise<void> => {
  const bytes = new Uint8Array(await (await database.dumpDataDir("none")).arrayBuffer());
  mkdirSync(home, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, file);
  for (const other of readdirSync(home)) {
    const isOld = other.startsWith(`${name}.`) && other.endsWith(".tar");
    if (isOld && `${home}/${other}` !== file) rmSync(`${home}/${other}`, { force: true });
  }
};

const make = async (scripts: readonly Script[], extensions: object): Promise<PGlite> => {
  const database = await PGlite.create({ extensions: { ...extensions } });
  for (const { path, text } of scripts) {
    try {
      await database.exec(text);
    } catch (error) {
      await database.close();
      throw new Error(`The embedded database cannot run ${path}: ${(error as Error).message}.`, {
        cause: error,
      });
    }
  }
  return database;
};

/**
 * A PostgreSQL of this process (PGlite), for development and tests without a server: the tables and the role that
 * the project's SQL makes, seen as that role. What is different from a server: one session, and a query that
 * runs can be neither ended nor overtaken by another.
 */
export const startEmbedded = async ({
  name,
  role,
  scripts: paths,
}: EmbeddedSettings): Promise<Embedded> => {
  const scripts = paths.map(read);
  const extensions = await extensionsOf(scripts.map(({ text }) => text).join("\n"));
  const hash = createHash("sha256").update(JSON.stringify(scripts)).digest("hex").slice(0, 16);
  const file = `${home}/${name}.${hash}.tar`;
  const loadDataDir = kept(file);
  let database: PGlite;
  if (loadDataDir === undefined) {
    database = await make(scripts, extensions);
    await keep(database, name, file);
  } else {
    database = await PGlite.create({ loadDataDir, extensions: { ...extensions } });
  }

  const begin = async (): Promise<void> => {
    await database.exec("ROLLBACK");
    await database.exec("DISCARD ALL");
    await database.exec(`SET SESSION AUTHORIZATION ${quoted(role)}`);
  };
  return {
    url: `postgres://${encodeURIComponent(role)}@embedded/postgres`,
    connect: () =>
      embeddedWire({ begin, answer: (messages) => database.execProtocolRaw(messages) }),
    close: () => database.close(),
  };
};
