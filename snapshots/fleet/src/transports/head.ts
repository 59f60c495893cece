import {
  isJsonContentType,
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
} from "@modelcontextprotocol/server";
import type { Refusal } from "./refusal.js";

/** A request as far as it can be judged before its body is read. */
export interface Head {
  readonly method: string;
  /** Of the URL, without its query. */
  readonly path: string;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The peer, where the host of this server knows it. */
  readonly address?: string;
}

export interface HeadRules {
  /** Of the MCP endpoint. */
  readonly path: string;
  /** Names in `Host` besides the loopback ones, without a port. */
  readonly allowedHosts: readonly string[];
  /** Whole origins, such as `https://app.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** Pages served from this machine may call too. */
  readonly allowLocalOrigins: boolean;
  /** The longest body, in bytes. */
  readonly bodyBytes: number;
}

const loopback = localhostAllowedHostnames();

/** What `Host` may look like: the SDK's own check would take the name after an `@` for the host. */
const hostForm = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** What `Origin` may look like: the SDK's own check would overlook what follows the host, and an empty one. */
const originForm = /^[a-z][a-z0-9+.-]*:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** `Host` headers that need not be looked at twice. */
const hostsKept = 100;

type Check = (head: Head) => Refusal | undefined;

/**
 * Refuses a request by its `Host`. A page that rebinds its own name to 127.0.0.1 reaches a local server
 * with that name in `Host` (CVE-2025-66414).
 */
export function hostCheck(rules: HeadRules): Check {
  const own = rules.allowedHosts.map((host) => new URL(`http://${host}`).hostname);
  const allowed = [...loopback, ...own];
  /** Hosts that have passed. Few, in their many spellings: ports are part of them. */
  const passed = new Set<string>();
  return (head) => {
    const host = head.header("host") ?? "";
    if (passed.has(host)) return undefined;
    if (hostForm.test(host) && validateHostHeader(host, allowed).ok) {
      if (passed.size < hostsKept) passed.add(host);
      return undefined;
    }
    return { status: 403, message: "This server does not answer to that Host." };
  };
}

/** Refuses a request by its `Origin`, which the protocol demands (2026-07-28, basic/transports). */
export function originCheck(rules: HeadRules): Check {
  const allowed = new Set(rules.allowedOrigins.map((origin) => new URL(origin).origin));
  const local = rules.allowLocalOrigins ? loopback : [];
  return (head) => {
    const origin = head.header("origin");
    if (origin === undefined || allowed.has(origin)) return undefined;
    if (originForm.test(origin) && validateOriginHeader(origin, local).ok) return undefined;
    return { status: 403, message: "That Origin may not call this server." };
  };
}

const otherCharset = /;\s*charset\s*=(?!\s*"?utf-?8"?\s*(?:;|$))/i;

/** Refuses what is not a JSON `POST` of bearable size to the endpoint. */
export function formCheck(rules: HeadRules): Check {
  return ({ method, path, header }) => {
    if (path !== rules.path) return { status: 404, message: `Not found. MCP is at ${rules.path}` };
    if (method !== "POST") {
      return { status: 405, message: "Method not allowed.", headers: { allow: "POST" } };
    }
    const type = header("content-type") ?? null;
    if (!isJsonContentType(type)) {
      return { status: 415, message: "Content-Type must be application/json." };
    }
    // A proxy that believes it would read another text than this server does (RFC 8259 section 8.1: UTF-8 alone).
    if (type !== null && otherCharset.test(type)) {
      return { status: 415, message: "The body must be UTF-8." };
    }
    // A compressed body would be measured only after it was unpacked.
    if ((header("content-encoding") ?? "identity") !== "identity") {
      return { status: 415, message: "The body must not be compressed." };
    }
    if (Number(header("content-length") ?? 0) > rules.bodyBytes) return tooLarge(rules.bodyBytes);
    return undefined;
  };
}

export const tooLarge = (bytes: number): Refusal => ({
  status: 413,
  message: `The request body may have at most ${bytes} bytes.`,
  headers: { connection: "close" },
});
