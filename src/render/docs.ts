/** Tables of the generated README and its neighbours. */
import type { ServerModel } from "../spec/model.js";
import { behaviourTable } from "./behaviour.js";
import { hostTable } from "./hosts.js";
import { controlTable } from "./security.js";
import { codeTable } from "./tables/codes.js";
import { fieldTable } from "./tables/fields.js";
import { majorTable } from "./tables/majors.js";
import { metricTable } from "./tables/metrics.js";
import { settingsTable } from "./tables/settings.js";
import { apiTable, writeTable } from "./tables/sources.js";
import type { Table } from "./tables/table.js";
import { deprecatedTable, toolTable } from "./tables/tools.js";
import type { View } from "./view.js";

export interface Docs {
  readonly tools: Table;
  readonly behaviour: Table;
  /** Tools and old names that are to go. */
  readonly deprecated: Table;
  readonly majors: Table;
  readonly settings: Table;
  readonly fields: Table;
  readonly metrics: Table;
  readonly codes: Table;
  readonly apis: Table;
  /** What handlers may change in databases. */
  readonly writes: Table;
  readonly controls: Table;
  /** What works on each host that is on. */
  readonly hosts: Table;
}

export const docsOf = (
  model: ServerModel,
  { tools, has, majors = [] }: Pick<View, "tools" | "has" | "majors">,
): Docs => ({
  tools: toolTable(tools),
  behaviour: behaviourTable(tools),
  deprecated: deprecatedTable(tools),
  majors: majorTable(model, majors),
  settings: settingsTable(model),
  fields: fieldTable(model),
  metrics: metricTable(has),
  codes: codeTable(model),
  writes: writeTable(model),
  apis: apiTable(model),
  hosts: hostTable(model),
  controls: controlTable(model, has),
});
