/**
 * The templates of each layer. The built-in ones are precompiled and embedded (`virtual:templates`), so a run of the
 * command reads and compiles nothing; a project's own templates (`src/templates/`) have the same shape.
 */
import type Handlebars from "handlebars";
import { templates as embedded } from "virtual:templates";
import { partialName, placeOf } from "../templates/names.js";
import type { Owner } from "./file.js";
import type { View } from "./view.js";

/** One template: text that is copied, or one that is rendered with a context. */
export interface Template {
  readonly layer: string;
  /** Of the output, with placeholders such as `[tool]`. */
  readonly path: string;
  /** Copied as it stands, and kept formatted where it does. */
  readonly copied: boolean;
  readonly render: (context: object) => string;
  /** Where it is written, of one that is not built in. */
  readonly file?: string;
  /** Settled by the template set that adds the file. */
  readonly owner?: Owner;
  /** Of one that is not built in: lays out what it made, which may have any layout, or be broken. Throws then. */
  readonly finish?: (path: string, text: string) => Promise<string>;
}

/** Everything that files are made of. */
export interface Templates {
  readonly all: readonly Template[];
  /** The partial that begins what follows from the spec alone, for what code makes. */
  readonly notice: (view: View) => string;
  /** What goes before the first line of a file. */
  readonly header?: (path: string, view: View) => string | undefined;
}

/** The built-in templates, their placeholders unfilled. `engine` has the helpers, and gets the partials. */
export function builtInTemplates(engine: typeof Handlebars): Templates {
  const all: Template[] = [];
  for (const [key, template] of Object.entries(embedded)) {
    const partial = partialName(key);
    const render =
      "text" in template ? () => template.text : lazily(() => engine.template<object>(template.spec));
    if (partial === undefined) all.push({ ...placeOf(key), copied: "text" in template, render });
    else engine.registerPartial(partial, render);
  }
  return { all, notice: partialOf(engine, "generated") };
}

/** A partial that is registered by the time it is rendered. */
export const partialOf =
  (engine: typeof Handlebars, name: string) =>
  (view: View): string =>
    (engine.partials as Readonly<Record<string, (context: View) => string>>)[name]?.(view) ?? "";

/** Makes the template's function when it is first rendered: a run uses a few of them. */
function lazily<Rendered extends (...given: never[]) => string>(make: () => Rendered): Rendered {
  let render: Rendered | undefined;
  return ((...given) => (render ??= make())(...given)) as Rendered;
}
