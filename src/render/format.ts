/**
 * prettier, loaded only when a text cannot be laid out by our own printers: a spec in a script whose letters take
 * two columns, or a type that must be broken. It is the largest part of a run's time when it is needed.
 */
import { isPlain, printWidth } from "./width.js";

/** True when this project's printers may have laid the text out otherwise than prettier would. */
export function needsPrettier(path: string, text: string): boolean {
  if (path.endsWith(".ts")) {
    if (!isPlain(text)) return true;
    return path === "src/generated/types.ts"
      ? !simpleTypes(text)
      : ofOneTool.test(path) && longCode.test(text);
  }
  return path.endsWith(".md") && !isPlain(text);
}

const ofOneTool = /^(?:src\/generated\/(?:v\d+\/)?tools|(?:src|test)\/handlers)\//;

/** A line that prettier would break: the name of a tool is too long for it. It leaves `test("…", () => {` alone. */
const longCode = new RegExp(`^(?! *(?:/[/*]|\\*|test\\()).{${printWidth - 1},}(?:[({;]|=>)$`, "m");

/** No line is too long, and no union or intersection has an object in it. */
const simpleTypes = (text: string): boolean =>
  !/[|&] \{|\}\)? ?[|&]/.test(text) &&
  text.split("\n").every((line) => line.length <= printWidth || /^ *\/\*\*/.test(line));

/** Throws a SyntaxError with `loc` for a text that its language does not allow; one of no known language is left. */
export async function format(path: string, text: string): Promise<string> {
  const parser = parsers[path.slice(path.lastIndexOf(".") + 1)];
  if (parser === undefined) return text;
  const { format: prettify } = await import("prettier/standalone");
  if (parser === "markdown") {
    const markdown = await import("prettier/plugins/markdown");
    return prettify(text, { parser, plugins: [markdown], printWidth });
  }
  const [babel, estree] = await Promise.all([
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
  ]);
  return prettify(text, { parser, plugins: [babel, estree], printWidth });
}

/** By the end of the path. */
const parsers: Readonly<Record<string, string>> = {
  ts: "babel-ts",
  mts: "babel-ts",
  js: "babel",
  mjs: "babel",
  json: "json",
  jsonc: "jsonc",
  md: "markdown",
};
