/** `npm run audit:verify [-- FILE] [--log FILE]`: checks the chain of an audit file; exit 1 when it is not whole. */
import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { readEnvironment } from "./environment.js";
import { keyBeside } from "./telemetry/audit-file.js";
import { chainKeys, verifyChain, type Link } from "./telemetry/chain.js";

const linesOf = (file: string) =>
  createInterface({ input: createReadStream(file), crlfDelay: Infinity });

const refuse = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};

const keptKey = (file: string): string => {
  try {
    return keyBeside(file);
  } catch (error) {
    return refuse((error as Error).message);
  }
};

const anchorEvents = new Set(["audit_open", "audit_anchor", "audit_close"]);

/** The anchors that the server's log holds: lines of anything else are passed over. */
const anchorsOf = async (log: string): Promise<readonly Link[]> => {
  const anchors: Link[] = [];
  for await (const line of linesOf(log)) {
    if (!line.includes('"audit_')) continue;
    const { event, seq, mac } = JSON.parse(line) as Link & { readonly event: string };
    if (anchorEvents.has(event) && seq > 0) anchors.push({ seq, mac });
  }
  return anchors;
};

const env = readEnvironment(process.env);
const { values, positionals } = parseArgs({
  options: { log: { type: "string" } },
  allowPositionals: true,
});
const file = positionals[0] ?? env.string("AUDIT_FILE", { default: "var/audit.jsonl" });
const key = env.secret("AUDIT_KEY");
env.finish();

if (!existsSync(file)) refuse(`There is no audit file ${file}.`);
const anchors = values.log === undefined ? [] : await anchorsOf(values.log);
const verdict = await verifyChain(chainKeys(key ?? keptKey(file)), linesOf(file), anchors);
for (const problem of verdict.problems) console.error(`${file}, ${problem}`);
console.log(
  `${file}: ${verdict.records} records, the last is ${verdict.last.seq} (${verdict.last.mac}); ` +
    (verdict.problems.length === 0
      ? "the chain is whole."
      : `${verdict.problems.length} problems.`),
);
process.exitCode = verdict.problems.length === 0 ? 0 : 1;
