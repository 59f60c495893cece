/** A promise, and what settles it. */
export interface Pending<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

export const pending = <T>(): Pending<T> => {
  let resolve!: Pending<T>["resolve"];
  let reject!: Pending<T>["reject"];
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
};
