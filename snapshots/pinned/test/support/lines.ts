/** One line of the log or one record of the audit file. */
export type Line = Readonly<Record<string, unknown>>;

export const parseLines = (text: string): readonly Line[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
