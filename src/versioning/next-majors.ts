/** What of a spec names majors, and is to follow when another one begins. */
import { numberOf } from "../spec/majors.js";
import type { Spec, SpecMajor } from "../spec/schema.js";
import type { MajorsChange } from "./write-version.js";

/**
 * `server.serve` with those of it that are kept, then `next`; and each `api` of a tool without those that go. A tool that
 * belongs to the newest major goes on into `next`; one that only those had that go is left to be taken out.
 */
export function majorsChanges(
  { server: { serve = [] }, tools }: Spec,
  next: number,
  kept: readonly number[],
): readonly MajorsChange[] {
  const newest = serve.map(numberOf).at(-1);
  const apis = Object.entries(tools).flatMap(([key, { api: from }]): MajorsChange[] => {
    if (from === undefined) return [];
    const stay = from.filter((major) => kept.includes(major));
    const to = newest !== undefined && from.includes(newest) ? [...stay, next] : stay;
    const same = to.length === 0 || (to.length === from.length && to.every((major) => from.includes(major)));
    return same ? [] : [{ path: ["tools", key, "api"], from, to }];
  });
  const stay = serve.filter((one) => kept.includes(numberOf(one)));
  const to: readonly SpecMajor[] = [...stay, next];
  return [{ path: ["server", "serve"], from: serve, to }, ...apis];
}
