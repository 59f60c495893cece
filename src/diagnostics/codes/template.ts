import type { CatalogEntry } from "../catalog.js";

/** MCP16xx: templates of a project or a company. */
export const templateCodes = {
  MCP1601: {
    title: "template that does not parse",
    cause: "Templates are Handlebars: each `{{` is closed, and each block is ended by its own name.",
    fix: "see https://handlebarsjs.com/guide/; a literal `{{` is written `\\{{`",
  },
  MCP1602: {
    title: "unknown variable",
    cause:
      "A name that the view model does not have is nearly always a misspelt one, and would come out empty.",
    fix: "docs/templates.md has every variable, with its type and an example",
  },
  MCP1603: {
    title: "unknown helper",
    cause: "Templates may call Handlebars' own blocks and the helpers of this generator, and no others.",
    fix: "docs/templates.md has every helper, with what it takes",
  },
  MCP1604: {
    title: "wrong arguments of a helper",
    cause: "A helper gives finished code only for what it is made for.",
    fix: "docs/templates.md says what each helper takes",
  },
  MCP1605: {
    title: "unknown partial",
    cause: "A partial is a file `_name.hbs` directly below a set's `templates/`.",
    fix: "add the file, or correct the name",
  },
  MCP1606: {
    title: "text of the spec in code",
    cause: "What a spec says could end the literal or the comment that it stands in, and become code.",
    fix: "put it through the helper for its place, such as `{{tsString …}}` or `{{json …}}`",
  },
  MCP1607: {
    title: "form that templates cannot use",
    cause: "What cannot be checked before it is rendered is left out of the language.",
    fix: "write a partial, a file `_name.hbs`, and include it by its name",
  },
  MCP1608: {
    title: "template that fails",
    cause: "With the model of this spec the template cannot be rendered.",
    fix: "ask with `{{#if}}` for what a server may not have",
  },
  MCP1609: {
    title: "template whose output is broken",
    cause: "What a template of yours makes is formatted, which needs it to be valid.",
    fix: "correct the template so that its output is valid",
  },
  MCP1610: {
    title: "template set without a manifest",
    cause: "It says which view model the templates were written for, so that a change of it is noticed.",
    fix: 'add a file templates.json with { "viewModel": 1 }',
  },
  MCP1611: {
    title: "wrong manifest of a template set",
    cause: "A key that nothing reads is nearly always a misspelt one.",
    fix: "docs/templates.md says what templates.json may hold",
  },
  MCP1612: {
    title: "template set for another view model",
    cause: "Templates written for another view model could leave out what they mean to say.",
    fix: "bring the set up to date, then set its `viewModel`",
  },
  MCP1613: {
    title: "template set not found",
    cause: "The spec names it, so nothing is generated without it.",
    fix: "check its name under `templates:`, or remove it there",
  },
  MCP1614: {
    title: "file that cannot be a template",
    cause: "Templates are UTF-8 texts at `templates/<layer>/<path in the project>`, all within the set.",
    fix: "move or remove the file",
  },
  MCP1615: {
    title: "template that overrides nothing",
    cause:
      "Its name is close to that of a built-in template: a misspelt name, or a file that was renamed since.",
    fix: "correct its name; if it is a file of your own, declare it under `adds` in templates.json",
    severity: "warning",
  },
  MCP1616: {
    title: "two templates for one file",
    cause: "Which of them counts would depend on the order in which they are read.",
    fix: "leave one of them out, or put both at the same place, where the first set wins",
  },
  MCP1617: {
    title: "unknown template",
    cause: "Templates are named as `create-mcp-prod templates list` shows them.",
    fix: "see `create-mcp-prod templates list`",
  },
  MCP1618: {
    title: "template already ejected",
    cause: "A copy that may have been edited is never overwritten.",
    fix: "edit the copy, or delete it and eject again",
  },
  MCP1619: {
    title: "project not generated yet",
    cause: "An ejected copy is recorded in the project's lock, so that upgrades can merge into it.",
    fix: "run `create-mcp-prod generate` first",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
