/** What is wrong, or soon to be, with how majors end: as diagnostics, at the places of the spec that they are about. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import type { LoadedSpec } from "../spec/load.js";
import { servedMajors } from "../spec/majors.js";
import {
  earlyEnds,
  lateNotices,
  nearEnds,
  noticeOf,
  type BrokenEnd,
  type NearEnd,
} from "../versioning/ends.js";
import type { Verdict } from "../versioning/gate.js";
import type { Release } from "../versioning/release-file.js";

/** Majors that are gone on `today` and should not be, and ends that are near. Codes: MCP1718; MCP1719 is a warning. */
export function endProblems(
  loaded: LoadedSpec,
  { changes }: Verdict,
  last: Release | undefined,
  today: string,
): readonly Diagnostic[] {
  const notice = noticeOf(loaded.spec);
  return [
    ...(last === undefined ? [] : earlyEnds(changes, last, today, notice)).map((end) =>
      brokenEnd(`major ${end.major} is gone: ${end.why}`, end, loaded),
    ),
    ...nearEnds(loaded.spec, last, today, notice).map((end) => nearEnd(end, notice.days, loaded)),
  ];
}

/** Why a release of that day would come too late for what it announces. Code: MCP1718. */
export const lateNoticeProblems = (
  loaded: LoadedSpec,
  { changes }: Verdict,
  day: string,
): readonly Diagnostic[] =>
  lateNotices(changes, day).map((end) =>
    brokenEnd(`major ${end.major} ends without notice: ${end.why}`, end, loaded),
  );

const brokenEnd = (message: string, { change, instead }: BrokenEnd, { document }: LoadedSpec): Diagnostic =>
  diagnostic("MCP1718", {
    message,
    span: document.places.value(["server", "serve"]),
    help: `${instead}, or write under versioning.accept: "${change.fingerprint}": and why`,
  });

function nearEnd(end: NearEnd, notice: number, { spec, document }: LoadedSpec): Diagnostic {
  const index = (servedMajors(spec) ?? []).indexOf(end.major);
  return diagnostic("MCP1719", {
    message: nearness(end, notice),
    span: document.places.value(["server", "serve", index, "sunset"]),
    help: !end.announced
      ? "name a later day, so that its clients have their notice"
      : end.daysLeft > 0
        ? "see in the audit record who calls it still (`api` and `principal`), or give them longer"
        : "see in the audit record who calls it still (`api` and `principal`), then take it out of `server.serve`",
  });
}

function nearness({ major, sunset, daysLeft, announced }: NearEnd, notice: number): string {
  if (daysLeft <= 0) {
    return announced
      ? `major ${major} ended on ${sunset}, and is served still`
      : `major ${major} would have ended on ${sunset}, and no release has announced it`;
  }
  const left = `major ${major} ends on ${sunset}, in ${daysLeft} ${daysLeft === 1 ? "day" : "days"}`;
  return announced ? left : `${left}: no release has announced it, and ${notice} days are its notice`;
}
