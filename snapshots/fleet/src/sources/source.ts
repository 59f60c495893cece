/** Whatever tools get their data from, once it is open. */
export interface OpenSource {
  /** Rejects when the source cannot answer now: what `/readyz` asks. */
  readonly check: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** By the name that the spec gives them. */
export type Sources = Readonly<Record<string, OpenSource>>;

/** Closes all, also when one of them fails to. */
export const closeSources = async (sources: Sources): Promise<void> => {
  await Promise.allSettled(Object.values(sources).map((source) => source.close()));
};

/** Whether all can answer now. */
export const sourcesAnswer = async (sources: Sources): Promise<boolean> => {
  const checks = await Promise.allSettled(Object.values(sources).map((source) => source.check()));
  return checks.every(({ status }) => status === "fulfilled");
};
