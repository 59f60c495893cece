/** How templates are named: `<layer>/<path of the output>`, with `.hbs` behind where the text is rendered. */

/** npm leaves these out of a package under their own names. */
const storedNames: Readonly<Record<string, string>> = { _gitignore: ".gitignore", _npmrc: ".npmrc" };

export interface TemplatePlace {
  readonly layer: string;
  /** Of the output, with placeholders such as `[tool]`. */
  readonly path: string;
}

/** `base/src/main.ts.hbs` → layer `base`, path `src/main.ts`. */
export function placeOf(key: string): TemplatePlace {
  const [layer = "", ...segments] = key.replace(/\.hbs$/, "").split("/");
  const path = segments.map((segment) => storedNames[segment] ?? segment).join("/");
  return { layer, path };
}

/** The name under which a template overrides another: `base/src/main.ts`, whether it is rendered or not. */
export function slotOf(key: string): string {
  const { layer, path } = placeOf(key);
  return `${layer}/${path}`;
}

/** `_licence.hbs` → `licence`; `undefined`: no partial. Partials belong to no layer. */
export const partialName = (key: string): string | undefined => /^_([A-Za-z][\w-]*)\.hbs$/.exec(key)?.[1];
