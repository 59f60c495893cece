/** What was seen of a server among hostile clients. */
export interface Seen {
  /** Audit records by caller. */
  readonly records: Readonly<Record<string, number>>;
}
export function writeSoakSpec(folder: string): Promise<string>;
export function soak(folder: string, ms: number): Promise<Seen>;
export function problemsOf(seen: Seen): readonly string[];
