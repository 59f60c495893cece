/** A contract as it was released: `.create-mcp-prod/releases/<version>.json`, never written again. */
import { isRecord } from "../record.js";
import { canonicalJson } from "./canonical-json.js";
import { contractHash, sorted, type Contract } from "./contract.js";

export interface Release {
  readonly version: string;
  readonly contract: Contract;
}

export const releasesFolder = ".create-mcp-prod/releases";
export const releasePath = (version: string): string => `${releasesFolder}/${version}.json`;

/** Sorted, on many lines, with the contract's hash: an edit by hand can be told. */
export function formatRelease({ version, contract }: Release): string {
  return `${JSON.stringify({ release: 1, version, hash: contractHash(contract), contract: sorted(contract) }, null, 2)}\n`;
}

export type ParsedRelease =
  { readonly ok: true; readonly release: Release } | { readonly ok: false; readonly why: string };

/** Reads what `formatRelease` wrote. Never throws. */
export function parseRelease(text: string, version: string): ParsedRelease {
  if (/^<{7} /m.test(text))
    return { ok: false, why: "it has merge conflicts: two branches released this version" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: "it is not JSON" };
  }
  if (!isRecord(value) || !isRecord(value["contract"]) || !isRecordOfRecords(value["contract"]["tools"])) {
    return { ok: false, why: "it is not a release" };
  }
  if (value["release"] !== 1 || value["contract"]["contract"] !== 1) {
    return { ok: false, why: "it was written by a newer version of create-mcp-prod" };
  }
  if (value["version"] !== version) {
    return { ok: false, why: `it is the release of ${canonicalJson(value["version"] ?? null)}` };
  }
  const contract = value["contract"] as unknown as Contract;
  if (value["hash"] !== contractHash(contract)) {
    return { ok: false, why: "it was edited: the contract is not the one that was released" };
  }
  return { ok: true, release: { version, contract } };
}

const isRecordOfRecords = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every(isRecord);
