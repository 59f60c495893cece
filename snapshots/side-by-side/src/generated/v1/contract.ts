// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Identity } from "../../identity.js";

/** What the server says of itself in major 1, as 1.4.0 did. */
export const identity: Identity = {
  name: "bookshop-mcp",
  title: "Bookshop",
  version: "1.4.0",
  description: "Books on the shelves, and what to read next.",
  instructions: "Look a book up before you recommend it.",
  contract: "sha256:381eb92e52857e17814071aff4daf8fc25bf9aa1d6b052dd2e1ee5959037943f",
};
