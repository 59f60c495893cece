/** Which majors of the contract a spec serves, and what of it serves them. */
import type { MajorEnd } from "./model.js";
import type { Spec, SpecMajor, SpecTool } from "./schema.js";

/** A major as `server.serve` has it, by its number. */
export const numberOf = (served: SpecMajor): number => (typeof served === "number" ? served : served.major);

/** The majors that the spec serves side by side, oldest first; `undefined` when it serves none so. */
export const servedMajors = ({ server }: Spec): readonly number[] | undefined => server.serve?.map(numberOf);

/** The major that the spec itself describes; `undefined` when it serves no majors side by side. */
export const newestMajor = (spec: Spec): number | undefined => servedMajors(spec)?.at(-1);

/** When a major ends; `undefined`: nobody has said. */
export function endOf({ server }: Spec, major: number): MajorEnd | undefined {
  const served = server.serve?.find((one) => numberOf(one) === major);
  if (served === undefined || typeof served === "number") return undefined;
  const { deprecated, sunset, guide } = served;
  return { deprecated, sunset, ...(guide !== undefined && { guide: new URL(guide).href }) };
}

/** Whether a tool belongs to the major that the spec describes. */
export function servesNewest({ api }: SpecTool, spec: Spec): boolean {
  const newest = newestMajor(spec);
  return api === undefined || newest === undefined || api.includes(newest);
}

/** What clients call a tool. */
export const publicName = (key: string, { name }: SpecTool): string => name ?? key;

/** The newest major that a tool belongs to: there it is what the spec says it is. */
export const homeOf = ({ api }: SpecTool, newest: number): number =>
  api === undefined ? newest : Math.max(...api);
