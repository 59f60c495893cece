/** PostgreSQL's own parser (libpg_query in WebAssembly): loaded when a spec has a PostgreSQL source. */
import type { Node } from "@pgsql/types";

export interface ParsedStatement {
  /** In UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** `SelectStmt`, `CreateStmt`, … */
  readonly kind: string;
  readonly tree: unknown;
}

export type Parsed =
  | { readonly ok: true; readonly statements: readonly ParsedStatement[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** Reads a text of any number of statements. */
export async function parsePostgres(sql: string): Promise<Parsed> {
  const { loadModule, parseSync, hasSqlDetails } = await import("libpg-query");
  await loadModule();
  try {
    const { stmts = [] } = parseSync(sql);
    const offset = byteOffsets(sql);
    return {
      ok: true,
      statements: stmts.map(({ stmt, stmt_location: start = 0, stmt_len: length = 0 }) => ({
        start: offset(start),
        end: length === 0 ? sql.length : offset(start + length),
        kind: Object.keys((stmt ?? {}) as Node)[0] ?? "",
        tree: stmt,
      })),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const at = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
    return { ok: false, message: error.message, offset: characterOffset(sql, at) };
  }
}

/** The parser counts bytes of UTF-8. Offsets are asked for in order. */
function byteOffsets(text: string): (bytes: number) => number {
  if (Buffer.byteLength(text) === text.length) return (bytes) => bytes;
  let at = 0;
  let seen = 0;
  return (bytes) => {
    if (bytes < seen) {
      at = 0;
      seen = 0;
    }
    while (seen < bytes && at < text.length) {
      const point = text.codePointAt(at) ?? 0;
      seen += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      at += point > 0xffff ? 2 : 1;
    }
    return at;
  };
}

/** Errors count characters from 0. */
function characterOffset(text: string, characters: number): number {
  let at = 0;
  for (let left = characters; left > 0 && at < text.length; left -= 1) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}
