/** Preparing statements with SQLite's C interface, which says where in the text an error is. */
import { lex } from "../lex.js";
import type { Database, Sqlite3Static, WasmPointer } from "./engine.js";

export interface PrepareProblem {
  readonly message: string;
  /** In UTF-16 code units; -1: SQLite does not say. */
  readonly offset: number;
}

/** A pointer to a prepared statement, to be finalized. */
export type Statement = number;

export interface Preparing {
  /** Prepares the first statement of a text. */
  readonly one: (sql: string) => Statement | PrepareProblem;
  /** Prepares every statement of a text and runs those that are wanted; ends at the first problem. */
  readonly each: (sql: string, isWanted: (statement: string) => boolean) => PrepareProblem | undefined;
}

/** For one database, which must outlive it. */
export function preparing({ capi, wasm }: Sqlite3Static, database: Database): Preparing {
  const pointer = database.pointer as WasmPointer;

  const at = (
    base: number,
    sql: string,
    from: number,
    visit: (statement: Statement, next: number) => void,
  ) => {
    const scope = wasm.scopedAllocPush();
    try {
      const statement = wasm.scopedAlloc(8);
      const tail = wasm.scopedAlloc(8);
      const result = capi.sqlite3_prepare_v3(pointer, base + from, -1, 0, statement, tail);
      if (result === capi.SQLITE_OK) {
        visit(Number(wasm.peekPtr(statement)), Number(wasm.peekPtr(tail)) - base);
        return undefined;
      }
      const offset = capi.sqlite3_error_offset(pointer) as number;
      const message = capi.sqlite3_errmsg(pointer);
      return { message, offset: offset < 0 ? -1 : characters(sql, from + offset) };
    } finally {
      wasm.scopedAllocPop(scope);
    }
  };

  const copied = <T>(sql: string, use: (base: number) => T): T => {
    const base = wasm.allocCString(sql, false);
    try {
      return use(base);
    } finally {
      wasm.dealloc(base);
    }
  };

  return {
    one: (sql) =>
      copied(sql, (base) => {
        let prepared = 0;
        const problem = at(base, sql, 0, (statement) => {
          prepared = statement;
        });
        return problem ?? prepared;
      }),
    each: (sql, isWanted) =>
      copied(sql, (base) => {
        const bytes = Buffer.from(sql);
        let from = 0;
        while (from < bytes.length) {
          const start = from;
          let failed: string | undefined;
          const problem = at(base, sql, start, (statement, next) => {
            from = next;
            const text = bytes.subarray(start, next).toString();
            if (statement !== 0 && isWanted(withoutComments(text))) {
              const done = capi.sqlite3_step(statement);
              if (done !== capi.SQLITE_DONE && done !== capi.SQLITE_ROW)
                failed = capi.sqlite3_errmsg(pointer);
            }
            capi.sqlite3_finalize(statement);
          });
          if (problem !== undefined)
            return { ...problem, offset: Math.max(problem.offset, characters(sql, start)) };
          if (failed !== undefined) return { message: failed, offset: characters(sql, start) };
          if (from <= start) break;
        }
        return undefined;
      }),
  };
}

/** From a number of bytes of UTF-8 to one of UTF-16 code units. */
const characters = (text: string, bytes: number): number =>
  Buffer.byteLength(text) === text.length ? bytes : Buffer.from(text).subarray(0, bytes).toString().length;

function withoutComments(text: string): string {
  const first = lex(text.slice(0, 4000)).find(({ kind }) => kind !== "comment");
  return first === undefined ? "" : text.slice(first.start);
}
