/**
 * prettier, loaded only when a text cannot be laid out by our own printers: a spec in a script whose letters take
 * two columns, or a type that must be broken. It is the largest part of a run's time when it is needed.
 */
import { isPlain, printWidth } from "./width.js";

/** True when this project's printers may have laid the text out otherwise than prettier would. */
export function needsPrettier(path: string, text: string): boolean {
  if (path.endsWith(".ts")) {
    return !isPlain(text) || (path === "src/generated/types.ts" && !simpleTypes(text));
  }
  return path.endsWith(".md") && !isPlain(text);
}

/** No line is too long, and no union or intersection has an object in it. */
const simpleTypes = (text: string): boolean =>
  !/[|&] \{|\}\)? ?[|&]/.test(text) &&
  text.split("\n").every((line) => line.length <= printWidth || /^ *\/\*\*/.test(line));

export async function format(path: string, text: string): Promise<string> {
  const { format: prettify } = await import("prettier/standalone");
  if (path.endsWith(".md")) {
    const markdown = await import("prettier/plugins/markdown");
    return prettify(text, { parser: "markdown", plugins: [markdown], printWidth });
  }
  const [babel, estree] = await Promise.all([
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
  ]);
  return prettify(text, { parser: "babel-ts", plugins: [babel, estree], printWidth });
}
