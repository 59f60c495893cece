/** prettier under options of the project's own, for files that are laid out by it. Loaded only when there are any. */
import type { Options, Plugin } from "prettier";

const parsers: readonly (readonly [RegExp, string])[] = [
  [/\.[cm]?tsx?$/, "babel-ts"],
  [/\.[cm]?jsx?$/, "babel"],
  [/\.jsonc?$/, "json"],
  [/\.ya?ml$/, "yaml"],
  [/\.md$/, "markdown"],
];

/** Undefined for a kind of file that is left alone, and for a text with a mistake in it. */
export async function formatAs(path: string, text: string, options: Options): Promise<string | undefined> {
  const parser = parsers.find(([pattern]) => pattern.test(path))?.[1];
  if (parser === undefined) return undefined;
  const [{ format }, ...plugins] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
    import("prettier/plugins/markdown"),
    import("prettier/plugins/yaml"),
  ]);
  try {
    return await format(text, { ...options, parser, plugins: plugins as Plugin[] });
  } catch {
    return undefined;
  }
}
