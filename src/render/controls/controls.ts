/**
 * The controls of a server: one list, from which `SECURITY.md` is written and which `npm run evidence` goes
 * through. A control that does not apply is not in it.
 */
import { answerControls } from "./answers.js";
import { callerControls } from "./callers.js";
import { codeControls } from "./code.js";
import { areas, type Area, type Candidate, type Control } from "./control.js";
import { databaseControls } from "./databases.js";
import { deployedControls } from "./deployed.js";
import type { Facts } from "./facts.js";
import { isoControls, soc2Criteria } from "./frameworks.js";
import { limitControls } from "./limits.js";
import { recordControls } from "./records.js";
import { requestControls } from "./requests.js";
import { runningControls } from "./running.js";
import { serviceControls } from "./services.js";
import { supplyControls } from "./supply.js";

const groups: readonly ((facts: Facts) => readonly Candidate[])[] = [
  callerControls,
  requestControls,
  limitControls,
  answerControls,
  databaseControls,
  serviceControls,
  codeControls,
  recordControls,
  runningControls,
  deployedControls,
  supplyControls,
];

/** In the order of their areas. */
export const controlsOf = (facts: Facts): readonly Control[] =>
  groups.flatMap((group) => group(facts)).flatMap(({ when, ...control }) => (when ? [control] : []));

export interface AreaOfControls {
  readonly title: string;
  readonly controls: readonly Control[];
}

/** Those areas that have any, in order. */
export const byArea = (controls: readonly Control[]): readonly AreaOfControls[] =>
  (Object.entries(areas) as [Area, string][])
    .map(([area, title]) => ({ title, controls: controls.filter((control) => control.area === area) }))
    .filter(({ controls }) => controls.length > 0);

export interface Criterion {
  readonly id: string;
  readonly title: string;
  /** Of the controls that count toward it. */
  readonly controls: readonly string[];
}

const criteria = (
  titles: Readonly<Record<string, string>>,
  controls: readonly Control[],
  of: (control: Control) => readonly string[],
): readonly Criterion[] =>
  Object.entries(titles)
    .map(([id, title]) => ({
      id,
      title,
      controls: controls.filter((control) => of(control).includes(id)).map((control) => control.id),
    }))
    .filter((criterion) => criterion.controls.length > 0);

/** The criteria of SOC 2 that something here counts toward. */
export const soc2Of = (controls: readonly Control[]): readonly Criterion[] =>
  criteria(soc2Criteria, controls, ({ soc2 }) => soc2);

/** The controls of ISO/IEC 27001:2022, Annex A, that something here counts toward. */
export const isoOf = (controls: readonly Control[]): readonly Criterion[] =>
  criteria(isoControls, controls, ({ iso }) => iso);
