/** Whether the majors that are served side by side end as it was announced. Days are `2027-06-30`, in UTC. */
import { daysPattern } from "../spec/schema/words.js";
import { endOf, servedMajors } from "../spec/majors.js";
import type { Spec } from "../spec/schema.js";
import { counted, type Judged } from "./policy.js";
import type { Release } from "./release-file.js";

/** How long before its end a major is announced to end. */
export interface Notice {
  readonly days: number;
  /** The project says so itself: then no major goes without. */
  readonly promised: boolean;
}

export function noticeOf({ versioning }: Spec): Notice {
  const written = daysPattern.exec(versioning?.notice ?? "")?.[1];
  return written === undefined ? { days: 90, promised: false } : { days: Number(written), promised: true };
}

/** A change that lets down whoever counted on a major. */
export interface BrokenEnd {
  readonly change: Judged;
  readonly major: number;
  readonly why: string;
  /** What to do instead. */
  readonly instead: string;
}

/** Majors that are gone on `today` and should not be. */
export function earlyEnds(
  changes: readonly Judged[],
  last: Release,
  today: string,
  notice: Notice,
): readonly BrokenEnd[] {
  return counted(changes).flatMap((change): readonly BrokenEnd[] => {
    const major = change.before;
    if (change.rule !== "major-dropped" && change.rule !== "newest-major-dropped") return [];
    if (typeof major !== "number") return [];
    const day = last.contract.sunset?.[String(major)];
    if (day !== undefined) {
      const why = `${last.version} promised it until ${day}`;
      return today < day ? [{ change, major, why, instead: "serve it until that day" }] : [];
    }
    if (!notice.promised) return [];
    const why = `${last.version} did not say that it would end, and \`versioning.notice\` promises that it would`;
    return [{ change, major, why, instead: "bring it back with its `deprecated` and `sunset` days" }];
  });
}

/** Ends that a release of that day would announce too late for anybody to act on. */
export function lateNotices(changes: readonly Judged[], day: string): readonly BrokenEnd[] {
  return counted(changes).flatMap((change): readonly BrokenEnd[] => {
    const { rule, path, after } = change;
    if (rule !== "sunset-announced" && rule !== "sunset-moved-earlier") return [];
    if (typeof after !== "string" || after > day) return [];
    const major = Number(path.slice("/sunset/".length));
    const why = `it would have ended on ${after}, before anybody read of it`;
    return [{ change, major, why, instead: "name a day to come" }];
  });
}

/** A major whose end is near, or has come. */
export interface NearEnd {
  readonly major: number;
  readonly sunset: string;
  /** Until that day begins; 0 or less: it has come. */
  readonly daysLeft: number;
  /** A release has announced this day, or an earlier one. */
  readonly announced: boolean;
}

/** Those within the notice of `today`, oldest first. */
export function nearEnds(
  spec: Spec,
  last: Release | undefined,
  today: string,
  { days }: Notice,
): readonly NearEnd[] {
  return (servedMajors(spec) ?? []).flatMap((major): readonly NearEnd[] => {
    const sunset = endOf(spec, major)?.sunset;
    if (sunset === undefined) return [];
    const daysLeft = daysBetween(today, sunset);
    const known = last?.contract.sunset?.[String(major)];
    const announced = known !== undefined && known <= sunset;
    return daysLeft < days ? [{ major, sunset, daysLeft, announced }] : [];
  });
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
