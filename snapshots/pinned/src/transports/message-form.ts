import { isObject, longestId } from "./message.js";
import type { Refusal } from "./refusal.js";

/** Messages in one JSON-RPC batch, which one protocol revision (2025-03-26) had. Each is guarded on its own. */
const batchSize = 10;
const revisionsWithBatches: ReadonlySet<string | undefined> = new Set([undefined, "2025-03-26"]);

const methodForm = /^[\w$./-]{1,128}$/;

/** What is wrong with a message's form, where the protocol layer would let it pass or repeat it. */
export function malformed(message: unknown, version: string | undefined): Refusal | undefined {
  if (!Array.isArray(message)) return ofOne(message);
  if (!revisionsWithBatches.has(version)) return invalid("This protocol revision has no batches.");
  if (message.length > batchSize) return invalid(`A batch may hold ${batchSize} messages.`);
  return message.map(ofOne).find((refusal) => refusal !== undefined);
}

function ofOne(message: unknown): Refusal | undefined {
  if (!isObject(message)) return undefined;
  const { id, method, params } = message;
  if (isLong(id)) return invalid(`The id may have at most ${longestId} characters.`);
  if (typeof method === "string" && !methodForm.test(method)) {
    return invalid("The method has a name that no method has.");
  }
  const meta = isObject(params) ? params["_meta"] : undefined;
  if (isObject(meta) && isLong(meta["progressToken"])) {
    return invalid(`The progress token may have at most ${longestId} characters.`);
  }
  return undefined;
}

const isLong = (value: unknown): boolean => typeof value === "string" && value.length > longestId;

const invalid = (message: string): Refusal => ({ status: 400, code: -32_600, message });
