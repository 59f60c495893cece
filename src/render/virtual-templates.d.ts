/** The built-in templates, embedded by `scripts/templates-plugin.mjs`. */
declare module "virtual:templates" {
  /** By `<layer>/<path>`; `.hbs` files are precompiled, all others are text. */
  export const templates: Readonly<
    Record<string, { readonly text: string } | { readonly spec: TemplateSpecification }>
  >;
}
