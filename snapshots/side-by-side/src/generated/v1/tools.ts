// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../../guard/tool.js";
import { findBooks } from "./tools/find-books.js";
import { bookCount } from "../tools/book-count.js";
import { listTitles } from "./tools/list-titles.js";
import { recommend } from "./tools/recommend.js";
import { shelfOf } from "./tools/shelf-of.js";

/** As 1.4.0 listed them. Those of `../tools/` promise the same to this day. */
export const tools: readonly Tool[] = [findBooks, bookCount, listTitles, recommend, shelfOf];
