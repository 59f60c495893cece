// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Identity } from "../../identity.js";

/** What the server says of itself in major 1, as 1.4.0 did, and when that major ends. */
export const identity: Identity = {
  name: "bookshop-mcp",
  title: "Bookshop",
  version: "1.4.0",
  description: "Books on the shelves, and what to read next.",
  instructions:
    "Look a book up before you recommend it.\n\nMajor 1 of this server, which this is, ends on 2027-06-30; major 2 takes its place. How to move on: https://example.com/bookshop/to-v2",
  contract: "sha256:381eb92e52857e17814071aff4daf8fc25bf9aa1d6b052dd2e1ee5959037943f",
  end: {
    deprecated: "2026-06-01",
    sunset: "2027-06-30",
    successor: 2,
    guide: "https://example.com/bookshop/to-v2",
  },
};
