import type { Plugin } from "esbuild";

/** The text of `virtual:templates`. */
export function templatesModule(): Promise<string>;

/** `virtual:templates` for vite. */
export function embeddedTemplates(): {
  readonly name: string;
  readonly resolveId: (id: string) => string | undefined;
  readonly load: (id: string) => Promise<string> | undefined;
};

/** `virtual:templates` for esbuild. */
export const embeddedTemplatesEsbuild: Plugin;

/** Resolves a relative import in one layer to a file of another, for vite. */
export function crossLayerImports(): {
  readonly name: string;
  readonly resolveId: (source: string, importer: string | undefined) => Promise<string | undefined>;
};
