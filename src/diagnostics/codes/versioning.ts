import type { CatalogEntry } from "../catalog.js";

/** MCP17xx: versions, releases and comparisons. */
export const versioningCodes = {
  MCP1701: {
    title: "version too low for the changes",
    cause: "Clients pin to a version: what changed since the last release asks for a higher one.",
    fix: "write the version that is named, or run `create-mcp-prod generate --bump`",
  },
  MCP1702: {
    title: "tool removed without notice",
    cause: "A tool is deprecated in a release before it goes, so that its callers can move.",
    fix: "bring it back with `deprecated:`, or accept the change by its fingerprint with a reason",
  },
  MCP1703: {
    title: "version before the last release",
    cause: "Versions only grow.",
    fix: "write a later version",
  },
  MCP1704: {
    title: "release that cannot be trusted",
    cause:
      "A release is what clients were promised; one that was edited would judge the next version wrongly.",
    fix: "restore it from version control",
  },
  MCP1705: {
    title: "changelog in another form",
    cause: "What people wrote there is never overwritten.",
    fix: 'give it a section "## [Unreleased]" above its versions, as https://keepachangelog.com has it',
  },
  MCP1706: {
    title: "version released already",
    cause: "A release never changes; two branches may have released the same version.",
    fix: "write the next version",
  },
  MCP1707: {
    title: "nothing to compare",
    cause:
      "A side is a project, a spec, a contract, a release, a saved tools/list answer, a git revision or a server's URL.",
    fix: "check the name",
  },
  MCP1708: {
    title: "server does not answer",
    cause: "Its tools could not be listed.",
    fix: "check the URL, and MCP_TOKEN if it asks who calls",
  },
  MCP1709: {
    title: "accepted change that did not happen",
    cause: "Its fingerprint belongs to no change since the last release: it says nothing any more.",
    fix: "remove it",
    severity: "warning",
  },
  MCP1710: {
    title: "server that is not as pinned",
    cause:
      "The server's tools are not those of the contract: a definition that changes unseen can mislead a model.",
    fix: "look at the changes; pin the new contract if they are wanted",
  },
  MCP1711: {
    title: "version that cannot be written",
    cause:
      "Only a version that stands in the spec as it is can be replaced without touching anything else: no module, no alias, no anchor.",
    fix: "write the version yourself",
  },
  MCP1712: {
    title: "tool of an older major that was changed",
    cause: "What serves older majors only stays as it was released: their clients see nothing change.",
    fix: "undo the change, or take the major out of `server.serve`",
  },
  MCP1713: {
    title: "tool that can no longer serve an older major",
    cause: "One tool serves two majors as long as it takes what the older one took, and gives what it gave.",
    fix: "keep the older tool beside the newer one, each with its `api:`",
  },
  MCP1714: {
    title: "tool of an older major that nothing serves",
    cause: "Clients of that major may still call it.",
    fix: "bring it back under its key with `api:` and that major, or take the major out of `server.serve`",
  },
  MCP1715: {
    title: "older major that was never released",
    cause: "An older major is served as it was released last, from `.create-mcp-prod/releases/`.",
    fix: "release it with `create-mcp-prod release` first, or take it out of `server.serve`",
  },
  MCP1716: {
    title: "change that older majors do not survive",
    cause:
      "Transports and authentication are the whole server's, and clients of an older major meet it, too.",
    fix: "undo the change, take the major out of `server.serve`, or accept it by its fingerprint with a reason",
  },
  MCP1717: {
    title: "changelog that is ahead of the releases",
    cause:
      "What a release promised is kept in `.create-mcp-prod/releases/`: without it, changes are compared with an earlier one or with none.",
    fix: "bring it back from version control; if it was never released so, run `create-mcp-prod release` from now on",
    severity: "warning",
  },
  MCP1718: {
    title: "major that goes without notice",
    cause: "Whoever is pinned to a major learns from a release when it ends, and counts on it until then.",
    fix: "serve it until the day that was announced, or announce a later one",
  },
  MCP1719: {
    title: "end of a major that is near",
    cause:
      "It is served until it is taken out of `server.serve`, whatever day it is: nothing stops by itself.",
    fix: "see who calls it still; then take it out of `server.serve`, or move its `sunset`",
    severity: "warning",
  },
  MCP1720: {
    title: "server that ends",
    cause: "It says so itself, in the header `Sunset` (RFC 8594) of its answers.",
    fix: "move on to what takes its place: its instructions, and the header `Link`, may name it",
    severity: "warning",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
