/**
 * Prometheus' text format, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/
 * Values only; what they mean is in `metrics.ts`.
 */
export const contentType = "text/plain; version=0.0.4; charset=utf-8";

export type Labels = Readonly<Record<string, string>>;

/** One value of a metric, at the time of asking. */
export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

/** A metric with all its series, as text. */
export type Metric = () => string;

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };

/** `tool="a",outcome="ok"`. An empty value is the same as no label, and is left out. */
const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .filter(([, value]) => value !== "")
    .map(
      ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (found) => escapes[found] ?? "")}"`,
    )
    .join(",");

const line = (name: string, labels: string, value: number): string =>
  `${name}${labels === "" ? "" : `{${labels}}`} ${value}\n`;

const head = (name: string, type: string, help: string): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;

type Read = (name: string, help: string, read: () => readonly Sample[]) => Metric;

const readAs =
  (type: string): Read =>
  (name, help, read) =>
  () =>
    head(name, type, help) +
    read()
      .map(({ labels = {}, value }) => line(name, labelText(labels), value))
      .join("");

/** A value that is read when somebody asks. */
export const gauge = readAs("gauge");

/** A count that is kept elsewhere and only grows. */
export const countOf = readAs("counter");

export interface Counter {
  /** One series, from zero. Look it up once: the text of labels costs more than counting. */
  readonly of: (labels: Labels) => { readonly add: () => void };
  readonly metric: Metric;
}

/** A count that only grows. Its name ends in `_total`. */
export const counter = (name: string, help: string): Counter => {
  const series = new Map<string, { value: number }>();
  return {
    of: (labels) => {
      const key = labelText(labels);
      const own = series.get(key) ?? { value: 0 };
      series.set(key, own);
      return {
        add: () => {
          own.value++;
        },
      };
    },
    metric: () =>
      head(name, "counter", help) +
      [...series].map(([labels, { value }]) => line(name, labels, value)).join(""),
  };
};

export interface Histogram {
  readonly of: (labels: Labels) => { readonly observe: (value: number) => void };
  readonly metric: Metric;
}

interface Distribution {
  /** By bucket, not cumulated; the last one is for all that is larger. */
  readonly counts: number[];
  sum: number;
}

/** How values are distributed. @param bounds upper bounds of the buckets, ascending. */
export const histogram = (name: string, help: string, bounds: readonly number[]): Histogram => {
  const series = new Map<string, Distribution>();

  const lines = (labels: string, { counts, sum }: Distribution): string => {
    const own = labels === "" ? "" : `${labels},`;
    let count = 0;
    const buckets = counts.map((added, index) => {
      count += added;
      return line(`${name}_bucket`, `${own}le="${bounds[index] ?? "+Inf"}"`, count);
    });
    return `${buckets.join("")}${line(`${name}_sum`, labels, sum)}${line(`${name}_count`, labels, count)}`;
  };

  return {
    of: (labels) => {
      const key = labelText(labels);
      const own = series.get(key) ?? { counts: [...bounds, Infinity].map(() => 0), sum: 0 };
      series.set(key, own);
      return {
        observe: (value) => {
          const found = bounds.findIndex((bound) => value <= bound);
          const index = found === -1 ? bounds.length : found;
          own.counts[index] = (own.counts[index] ?? 0) + 1;
          own.sum += value;
        },
      };
    },
    metric: () =>
      head(name, "histogram", help) +
      [...series].map(([labels, own]) => lines(labels, own)).join(""),
  };
};
