/** A contract as it was released: `.create-mcp-prod/releases/<version>.json`, never written again. */
import { createHash } from "node:crypto";
import { isRecord } from "../record.js";
import type { ServerIdentity } from "../spec/model.js";
import { canonicalJson } from "./canonical-json.js";
import { contractHash, type Contract } from "./contract.js";

export interface Release {
  readonly version: string;
  readonly contract: Contract;
  /** What the server said of itself; absent in releases from before this was kept. */
  readonly server?: ReleasedServer;
}

export type ReleasedServer = Pick<ServerIdentity, "name" | "title" | "description" | "instructions">;

/** What of a server's identity goes to clients beside its version. */
export const releasedServer = ({
  name,
  title,
  description,
  instructions,
}: ServerIdentity): ReleasedServer => ({
  name,
  title,
  description,
  ...(instructions === undefined ? {} : { instructions }),
});

export const releasesFolder = ".create-mcp-prod/releases";
export const releasePath = (version: string): string => `${releasesFolder}/${version}.json`;

/**
 * On many lines, with the contract's hash, so that an edit by hand can be told. Everything keeps its order: a major
 * that is served beside newer ones lists its tools as it always did. `seal` is over that order, too.
 */
export function formatRelease({ version, server, contract }: Release): string {
  const hash = contractHash(contract);
  return `${JSON.stringify({ release: 1, version, hash, seal: sealOf({ server, contract }), server, contract }, null, 2)}\n`;
}

const sealOf = (sealed: Record<"server" | "contract", unknown>): string =>
  `sha256:${createHash("sha256").update(JSON.stringify(sealed)).digest("hex")}`;

export type ParsedRelease =
  | { readonly ok: true; readonly release: Release }
  /** `help` where there is another way than to restore it. */
  | { readonly ok: false; readonly why: string; readonly help?: string };

/** Reads what `formatRelease` wrote. Never throws. */
export function parseRelease(text: string, version: string): ParsedRelease {
  if (/^<{7} /m.test(text)) {
    return {
      ok: false,
      why: "it has merge conflicts: two branches released this version",
      help: "keep the one that clients have, `git checkout --ours` or `--theirs` of this file, and release the other's changes as the next version",
    };
  }
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
    return {
      ok: false,
      why: "it was written by a newer version of create-mcp-prod",
      help: "use that version: package.json names it where it runs `npm run generate`",
    };
  }
  if (value["version"] !== version) {
    return { ok: false, why: `it is the release of ${canonicalJson(value["version"] ?? null)}` };
  }
  const contract = value["contract"] as unknown as Contract;
  const { hash, seal, server } = value;
  if (hash !== contractHash(contract)) {
    return { ok: false, why: "it was edited: the contract is not the one that was released" };
  }
  if (seal !== undefined && seal !== sealOf({ server, contract })) {
    return { ok: false, why: "it was edited: the server or the order is not the one that was released" };
  }
  const kept = isRecord(server) ? { server: server as unknown as ReleasedServer } : {};
  return { ok: true, release: { version, contract, ...kept } };
}

const isRecordOfRecords = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every(isRecord);
