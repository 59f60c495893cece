/** A promise of the generated server, with where it is kept and what proves it. */
import type { IsoControl, Soc2Criterion } from "./frameworks.js";

export type Area = "callers" | "requests" | "limits" | "answers" | "sources" | "records" | "running";

/** The areas in order, as headings. */
export const areas: Readonly<Record<Area, string>> = {
  callers: "Who may call",
  requests: "What may come in",
  limits: "How much of it",
  answers: "What may go out",
  sources: "What the data are protected by",
  records: "What is on record",
  running: "How it is made and run",
};

export interface Control {
  /** Stable, for reports that are compared over years. */
  readonly id: string;
  readonly area: Area;
  readonly title: string;
  readonly statement: string;
  /** Files of the generated project, relative to it. */
  readonly enforcedIn: readonly string[];
  readonly tests: readonly ProvingTests[];
  readonly soc2: readonly Soc2Criterion[];
  readonly iso: readonly IsoControl[];
}

/** Tests of one file that prove a control. */
export interface ProvingTests {
  readonly file: string;
  /** Their titles, with `…` where each case has its own words. None: all of the file. */
  readonly titles: readonly string[];
}

/** A control, and whether this server has it. */
export interface Candidate extends Control {
  readonly when: boolean;
}

export const provedBy = (file: string, ...titles: readonly string[]): ProvingTests => ({ file, titles });
