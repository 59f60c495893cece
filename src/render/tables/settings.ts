/** The environment variables. */
import type { ServerModel } from "../../spec/model.js";
import { environmentOf } from "../environment.js";
import { mdCode, mdText } from "../text.js";
import type { Table } from "./table.js";

/** What each variable sets, and what holds without it. */
export function settingsTable(model: ServerModel): Table {
  return {
    header: ["Variable", "What it sets", "Default"],
    rows: environmentOf(model).map(({ name, description, required, default: fallback }) => [
      mdCode(name),
      mdText(description),
      required ? "required" : fallback ? mdCode(fallback) : "",
    ]),
  };
}
