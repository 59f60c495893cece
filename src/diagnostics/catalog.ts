/** Every diagnostic code: what it means, why it happens and what to do. A code never changes its meaning. */
import { commandCodes } from "./codes/command.js";
import { httpCodes } from "./codes/http.js";
import { meaningCodes } from "./codes/meaning.js";
import { moduleCodes } from "./codes/module.js";
import { outputCodes } from "./codes/output.js";
import { readingCodes } from "./codes/reading.js";
import { sqlCodes } from "./codes/sql.js";
import { structureCodes } from "./codes/structure.js";
import { templateCodes } from "./codes/template.js";
import { versioningCodes } from "./codes/versioning.js";
import type { Severity } from "./diagnostic.js";

export interface CatalogEntry {
  /** A few words without a variable part. */
  readonly title: string;
  /** Why this is refused, for somebody who wonders whether it should be. */
  readonly cause: string;
  /** What to do, when the place itself has nothing more exact to say. */
  readonly fix: string;
  /** `error` unless said otherwise. */
  readonly severity?: Severity;
}

/**
 * Ranges: MCP10xx reading, MCP11xx structure, MCP12xx meaning, MCP13xx module form, MCP14xx SQL,
 * MCP15xx output folder and regeneration, MCP16xx templates, MCP17xx versions, MCP18xx HTTP, MCP19xx command line.
 */
export const catalog = {
  ...readingCodes,
  ...structureCodes,
  ...meaningCodes,
  ...moduleCodes,
  ...sqlCodes,
  ...httpCodes,
  ...outputCodes,
  ...templateCodes,
  ...versioningCodes,
  ...commandCodes,
} as const satisfies Readonly<Record<string, CatalogEntry>>;

export type Code = keyof typeof catalog;
