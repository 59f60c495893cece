/** The parts of docs/templates.md that are made from the description of the view model and of the helpers. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import { helperDocs, type Argument, type HelperDoc } from "../src/templates/helper-docs.js";
import type { Field, FieldTable, ObjectField } from "../src/templates/view-model/field.js";
import { subjects, viewFields } from "../src/templates/view-model/view.js";

/** `root` is the repository's; this module also runs from a bundle elsewhere (scripts/update-snapshots.mjs). */
export const templatesPage = (root: string): string => join(root, "docs/templates.md");

/** The page as it should stand. */
export async function currentTemplatesPage(root: string): Promise<string> {
  const page = await readFile(templatesPage(root), "utf8");
  const parts = { "view model": viewModel(), helpers: helpers() };
  let text = page;
  for (const [name, part] of Object.entries(parts)) {
    const begin = `<!-- ${name}: made by npm run snapshots -->`;
    const end = `<!-- end of ${name} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`docs/templates.md has no place for the ${name}`);
    text = `${text.slice(0, from + begin.length)}\n\n${part}\n${text.slice(to)}`;
  }
  return format(text, { parser: "markdown", printWidth: 110, proseWrap: "preserve" });
}

function viewModel(): string {
  const titled = new Map<string, ObjectField>();
  const main = table(viewFields, titled);
  const placeholders = Object.entries(subjects).map(([placeholder, fields]) => {
    const [[name, field] = ["", undefined]] = Object.entries(fields) as readonly (readonly [string, Field])[];
    return `- \`${placeholder}\`: \`${name}\`, ${field === undefined ? "" : typeOf(field, titled)}`;
  });
  const sections: string[] = [];
  // A section may speak of further objects, which then are sections, too.
  for (const [title, { fields }] of titled) {
    sections.push(`### ${title.charAt(0).toUpperCase()}${title.slice(1)}\n\n${table(fields, titled)}`);
  }
  return [
    main,
    `Where the path of a template has a placeholder, the template sees one more:`,
    placeholders.join("\n"),
    ...sections,
  ].join("\n\n");
}

function table(fields: FieldTable, titled: Map<string, ObjectField>): string {
  return markdown(["Name", "Type", "Example", "What it is"], rows(fields, "", titled));
}

function rows(
  fields: FieldTable,
  prefix: string,
  titled: Map<string, ObjectField>,
): readonly (readonly string[])[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const name = `${prefix}${key}`;
    const optional = field.optional === true ? "?" : "";
    const row = [`\`${name}${optional}\``, typeOf(field, titled), exampleOf(field), field.doc];
    const inner = innerOf(field);
    return inner === undefined || inner.field.title !== undefined
      ? [row]
      : [row, ...rows(inner.field.fields, `${name}${inner.suffix}.`, titled)];
  });
}

/** The object that a field is, or is a list of. */
function innerOf(field: Field): { readonly field: ObjectField; readonly suffix: string } | undefined {
  if (field.kind === "object") return { field, suffix: "" };
  if (field.kind !== "list") return undefined;
  const inner = innerOf(field.of);
  return inner && { field: inner.field, suffix: `[]${inner.suffix}` };
}

function typeOf(field: Field, titled: Map<string, ObjectField>): string {
  switch (field.kind) {
    case "text":
      return field.text;
    case "list":
      return `list of ${typeOf(field.of, titled)}`;
    case "map":
      return `${typeOf(field.of, titled)} by name`;
    case "json":
      return "data";
    case "object":
      if (field.title === undefined) return "object";
      titled.set(field.title, field);
      return `[${field.title}](#${field.title.toLowerCase().replaceAll(" ", "-")})`;
    default:
      return field.kind;
  }
}

function exampleOf(field: Field): string {
  switch (field.kind) {
    case "list":
    case "map":
      return field.of.kind === "object" ? "" : exampleOf(field.of);
    case "object":
      return "";
    default:
      return codeSpan(String(field.example));
  }
}

function helpers(): string {
  const all = Object.entries(helperDocs as Readonly<Record<string, HelperDoc>>);
  return markdown(
    ["Call", "Gives", "Example", "What it gives"],
    all.map(([name, doc]) => [
      codeSpan(`${name} ${signature(doc)}`),
      doc.doc,
      codeSpan(`{{${doc.example[0].replaceAll("\n", "\\n")}}}`),
      codeSpan(doc.example[1].replaceAll("\n", "⏎")),
    ]),
  );
}

const signature = ({ takes, required = takes.length, repeats }: HelperDoc): string =>
  takes.map(({ name }: Argument, index) => (index < required ? name : `[${name}]`)).join(" ") +
  (repeats === true ? " …" : "");

/** In a cell: a bar would end it. */
function codeSpan(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text.replaceAll("|", "\\|")}${pad}${fence}`;
}

const markdown = (header: readonly string[], body: readonly (readonly string[])[]): string =>
  [header, header.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
