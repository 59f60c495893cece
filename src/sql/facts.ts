/** What a database engine says about a statement once it knows the schema. Pure data, kept in a committed file. */
import type { JsonSchema } from "../spec/model.js";
import type { TableRead } from "../spec/source-model.js";
import type { SqlProblem } from "./problems.js";

export interface StatementFacts {
  /** By name, in the order of first use. */
  readonly parameters: Readonly<Record<string, ParameterFact>>;
  /** In the order selected. */
  readonly columns: readonly ColumnFact[];
  /** Exactly what a role must be allowed to read, sorted; columns in the order of their table. */
  readonly reads: readonly TableRead[];
  /** Functions of the database's own that it calls: what those read in turn, the engine does not say. */
  readonly calls: readonly string[];
  /** A live database that would not say what is read, or what may be null. Never kept. */
  readonly isInexact?: boolean;
}

export interface ParameterFact {
  /** As the engine names it: `bigint`, `character varying`, `text[]`. Absent: it takes any value. */
  readonly type?: string;
  /** Of an enumerated type, or of the items of an array of such. */
  readonly labels?: readonly string[];
}

export interface ColumnFact {
  readonly name: string;
  /** Of the column's value in a row, `null` included where it can be. */
  readonly schema: JsonSchema;
}

export type Probed =
  | { readonly ok: true; readonly facts: StatementFacts }
  /** Offsets count in the statement as written, with its `:name` parameters. */
  | { readonly ok: false; readonly problem: SqlProblem };

/** A database that has the schema of a source and no rows. */
export interface SchemaEngine {
  /** Asks about one statement with `:name` parameters, which is never run. */
  readonly probe: (statement: string) => Promise<Probed>;
  readonly close: () => Promise<void>;
}
