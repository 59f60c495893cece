// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { findBooks } from "./tools/find-books.js";
import { bookCount } from "./tools/book-count.js";
import { recommend } from "./tools/recommend.js";
import { shelfOf } from "./tools/shelf-of.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [findBooks, bookCount, recommend, shelfOf];
