/**
 * The templates of each layer. The built-in ones are precompiled and embedded (`virtual:templates`), so a run of the
 * command reads and compiles nothing; a project's own templates would be further sources with the same shape.
 */
import type Handlebars from "handlebars";
import { templates as embedded } from "virtual:templates";

/** One template: text that is copied, or one that is rendered with a context. */
export interface Template {
  readonly layer: string;
  /** Of the output, with placeholders such as `[tool]`. */
  readonly path: string;
  /** Copied as it stands, and kept formatted where it does. */
  readonly copied: boolean;
  readonly render: (context: object) => string;
}

/** npm leaves these out of a package under their own names. */
const storedNames: Readonly<Record<string, string>> = { _gitignore: ".gitignore", _npmrc: ".npmrc" };

/** `base/src/main.ts.hbs` → layer `base`, path `src/main.ts`. */
function placeOf(key: string): { layer: string; path: string } {
  const [layer = "", ...segments] = key.replace(/\.hbs$/, "").split("/");
  const path = segments.map((segment) => storedNames[segment] ?? segment).join("/");
  return { layer, path };
}

/** The built-in templates, their placeholders unfilled. `engine` has the helpers. */
export function builtInTemplates(engine: typeof Handlebars): readonly Template[] {
  return Object.entries(embedded).map(([key, template]) => ({
    ...placeOf(key),
    copied: "text" in template,
    render: "text" in template ? () => template.text : lazily(() => engine.template<object>(template.spec)),
  }));
}

/** Makes the template's function when it is first rendered: a run uses a few of them. */
function lazily(make: () => (context: object) => string): (context: object) => string {
  let render: ((context: object) => string) | undefined;
  return (context) => (render ??= make())(context);
}
