import { loadSpec, type Loaded, type LoadOptions } from "../spec/load.js";
import { memoryReader } from "../project/read-file.js";
import { withDefaults, type Answers } from "./answers.js";
import { postgresSchema, postgresSeed, sampleSchema, sampleSeed } from "./sample-data.js";
import { specText } from "./spec-text.js";

/** The files of a new spec by path: `mcp.yaml` and what it names. */
export function newSpecFiles(answers: Answers): Readonly<Record<string, string>> {
  return {
    "mcp.yaml": specText(answers),
    ...(answers.source === "sample" && { "db/schema.sql": sampleSchema, "db/seed.sql": sampleSeed }),
    ...(answers.source === "postgres" && { "db/schema.sql": postgresSchema, "db/seed.sql": postgresSeed }),
  };
}

/** Reads a new spec as if it stood on a disk. */
export function loadNewSpec(answers: Answers, options: LoadOptions = {}): Promise<Loaded> {
  return loadSpec("mcp.yaml", memoryReader(newSpecFiles(answers)), options);
}

/** What is wrong with some answers, the others being the defaults; undefined when nothing is. */
export async function firstProblem(answers: Partial<Answers>): Promise<string | undefined> {
  const loaded = await loadNewSpec(withDefaults(answers));
  const error = loaded.diagnostics.find(({ severity }) => severity === "error");
  if (error === undefined) return undefined;
  return error.help === undefined ? error.message : `${error.message}: ${error.help}`;
}
