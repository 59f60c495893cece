/** Which majors of the contract a spec serves, and what of it serves them. */
import type { Spec, SpecTool } from "./schema.js";

/** The major that the spec itself describes; `undefined` when it serves no majors side by side. */
export const newestMajor = ({ server }: Spec): number | undefined => server.serve?.at(-1);

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
