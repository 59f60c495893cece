/** What `SECURITY.md` says, and what `npm run evidence` goes through. Texts are Markdown, made safe here. */
import type { Json, ServerModel } from "../spec/model.js";
import { byArea, controlsOf, isoOf, soc2Of, type Criterion } from "./controls/controls.js";
import { areas, type Control, type ProvingTests } from "./controls/control.js";
import { factsOf } from "./controls/facts.js";
import { notInPlaceOf } from "./controls/not-in-place.js";
import { actorsOf, assetsOf, boundariesOf, promiseOf } from "./controls/threats.js";
import type { Table } from "./tables/table.js";
import { mdCode, mdText } from "./text.js";
import type { View } from "./view.js";
import { isWritable } from "./writable.js";

export interface Security {
  readonly promise: string;
  readonly assets: Table;
  readonly actors: Table;
  readonly boundaries: Table;
  readonly areas: readonly {
    readonly title: string;
    readonly controls: readonly ControlView[];
  }[];
  readonly notInPlace: readonly string[];
  readonly soc2: Table;
  readonly iso: Table;
  /** The same controls as data. */
  readonly controls: Json;
  /** Names and kinds of the sources, and which of the databases are changed. */
  readonly sources: Json;
}

export interface ControlView {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly enforcedIn: string;
  readonly provedBy: string;
  readonly countsToward: string;
}

export function securityOf(model: ServerModel, has: View["has"]): Security {
  const facts = factsOf(model, has);
  const controls = controlsOf(facts);
  return {
    promise: promiseOf(facts),
    assets: assetsOf(facts),
    actors: actorsOf(facts),
    boundaries: boundariesOf(facts),
    areas: byArea(controls).map(({ title, controls }) => ({ title, controls: controls.map(controlView) })),
    notInPlace: notInPlaceOf(facts),
    soc2: criteriaTable(soc2Of(controls)),
    iso: criteriaTable(isoOf(controls)),
    controls: controls.map(controlData),
    sources: model.sources.map((source) => ({
      name: source.name,
      kind: source.kind,
      ...(isWritable(source) ? { changes: true } : {}),
    })),
  };
}

/** What is enforced where, and tested where. */
export const controlTable = (model: ServerModel, has: View["has"]): Table => ({
  header: ["Control", "Enforced in", "Tested in"],
  rows: controlsOf(factsOf(model, has)).map(({ title, enforcedIn, tests }) => [
    mdText(title),
    codes(enforcedIn),
    codes(tests.map(({ file }) => file)),
  ]),
});

const codes = (names: readonly string[]): string => [...new Set(names)].map(mdCode).join(", ");

const controlView = ({ id, title, statement, enforcedIn, tests, soc2, iso }: Control): ControlView => ({
  id,
  title: mdText(title),
  statement,
  enforcedIn: codes(enforcedIn),
  provedBy: alike(tests).map(testsInWords).join("; "),
  countsToward: `SOC 2 ${soc2.join(", ")}; ISO 27001 ${iso.join(", ")}`,
});

interface Alike {
  readonly files: readonly string[];
  readonly titles: readonly string[];
}

/** Files that follow each other and have the same tests, such as those of two transports, as one. */
const alike = (tests: readonly ProvingTests[]): readonly Alike[] =>
  tests.reduce<readonly Alike[]>((found, { file, titles }) => {
    const last = found.at(-1);
    return last !== undefined && titles.length > 0 && last.titles.join("\n") === titles.join("\n")
      ? [...found.slice(0, -1), { ...last, files: [...last.files, file] }]
      : [...found, { files: [file], titles }];
  }, []);

const testsInWords = ({ files, titles }: Alike): string =>
  titles.length === 0
    ? `all of ${codes(files)}`
    : `${codes(files)} (${titles.map((title) => `“${mdText(title)}”`).join(", ")})`;

const criteriaTable = (criteria: readonly Criterion[]): Table => ({
  header: ["Criterion", "What it asks for", "Controls"],
  rows: criteria.map(({ id, title, controls }) => [id, mdText(title), controls.map(mdCode).join(" ")]),
});

const controlData = ({ id, area, tests, ...control }: Control): Json => ({
  id,
  area: areas[area],
  ...control,
  tests: tests.map(({ file, titles }) => ({ file, titles })),
});
