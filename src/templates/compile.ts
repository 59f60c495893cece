/** The templates that count, ready for the renderer. Whatever sets bring is text: it calls helpers, and adds none. */
import Handlebars from "handlebars";
import type { Span } from "../diagnostics/diagnostic.js";
import { printable, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { format } from "../render/format.js";
import { registerHelpers } from "../render/helpers.js";
import { builtInTemplates, partialOf, type Template, type Templates } from "../render/templates.js";
import type { Link } from "./chain.js";
import { languageOf } from "./lint/language.js";
import type { TemplateText } from "./lint/parse.js";
import { partialName, placeOf } from "./names.js";
import { TemplateProblem } from "./problem.js";
import type { TemplateSet } from "./set.js";

/** As the built-in ones are compiled (scripts/templates-plugin.mjs). */
const options: CompileOptions = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  explicitPartialContext: false,
};

/** Nothing that an object inherits can be reached, and no warning about it is printed. */
const guarded: Handlebars.RuntimeOptions = {
  allowProtoPropertiesByDefault: false,
  allowProtoMethodsByDefault: false,
};

/** `links` and their sets have passed the linter. What is thrown while they are rendered is a `TemplateProblem`. */
export function compile(links: readonly Link[], sets: readonly TemplateSet[]): Templates {
  const engine = Handlebars.create();
  engine.unregisterHelper("log");
  registerHelpers(engine);
  const { all: allBuiltIn, notice } = builtInTemplates(engine);
  const builtIn = new Map(allBuiltIn.map((one) => [`${one.layer}/${one.path}`, one]));
  for (const { key, template } of links) {
    const partial = partialName(key);
    if (partial !== undefined && template !== undefined) {
      engine.registerPartial(partial, renderer(engine, template));
    }
  }
  const all = links.flatMap((link): readonly Template[] => {
    if (partialName(link.key) !== undefined || link.leftOutBy !== undefined) return [];
    if (link.template !== undefined) return [own(engine, link, link.template)];
    const template = builtIn.get(link.slot);
    return template === undefined ? [] : [template];
  });
  return { all, notice, header: headers(engine, sets) };
}

function own(engine: typeof Handlebars, { key, owner }: Link, template: TemplateText): Template {
  const copied = !key.endsWith(".hbs");
  return {
    ...placeOf(key),
    copied,
    file: template.file,
    ...(owner && { owner }),
    render: copied ? () => template.text : renderer(engine, template),
    finish: (path, text) => finish(template, path, text),
  };
}

type Renderer = (context: object, around?: Handlebars.RuntimeOptions) => string;

/** Partials within partials: more are without end, and would take the stack with them. */
const deepest = 100;

/** `around` is what Handlebars hands to a partial. */
function renderer(engine: typeof Handlebars, template: TemplateText): Renderer {
  const render = engine.compile<object>(template.text, options);
  let depth = 0;
  return (context, around) => {
    if (depth >= deepest) throw endless(template);
    depth += 1;
    try {
      return render(context, { ...around, ...guarded });
    } catch (error) {
      throw error instanceof TemplateProblem ? error : failure(template, error);
    } finally {
      depth -= 1;
    }
  };
}

function endless({ file, text }: TemplateText): TemplateProblem {
  const problem = diagnostic("MCP1608", {
    message: `${quoted(file, 200)} includes itself without end`,
    help: "let a partial include itself only within an {{#if}} or {{#each}} that comes to an end",
  });
  return new TemplateProblem([problem], new Map([[file, text]]));
}

interface HandlebarsFailure {
  readonly message: string;
  readonly lineNumber?: number;
  readonly column?: number;
  readonly endLineNumber?: number;
  readonly endColumn?: number;
}

/** Strict Handlebars says `"owner" not defined in [object Object] - 2:3`. */
function failure(template: TemplateText, error: unknown): TemplateProblem {
  const { message, lineNumber, column, endLineNumber, endColumn } = error as HandlebarsFailure;
  const place =
    lineNumber === undefined || column === undefined
      ? undefined
      : span(template, [lineNumber, column], [endLineNumber ?? lineNumber, endColumn ?? column + 1]);
  const [, absent] = /^"([^"]*)" not defined in /.exec(message) ?? [];
  const said = printable(message.replace(/ - \d+:\d+$/, "").split("\n")[0] ?? "");
  const problem = diagnostic("MCP1608", {
    message:
      absent === undefined
        ? `${quoted(template.file, 200)} fails: ${said}`
        : `this server has no ${quoted(absent)} here`,
    span: place,
    label: absent === undefined ? undefined : "not in every server",
  });
  return new TemplateProblem([problem], new Map([[template.file, template.text]]));
}

/** Lines count from 1, columns from 0. */
function span(
  { file, text }: TemplateText,
  [line, column]: readonly [number, number],
  [endLine, endColumn]: readonly [number, number],
): Span {
  const starts = (at: number) =>
    text
      .split("\n")
      .slice(0, at - 1)
      .join("\n").length + (at > 1 ? 1 : 0);
  return {
    file,
    start: { offset: starts(line) + column, line, column: column + 1 },
    end: { offset: starts(endLine) + endColumn, line: endLine, column: endColumn + 1 },
  };
}

/** Lays the text out. Errors: MCP1609, with the line of the text that is broken. */
async function finish(template: TemplateText, path: string, text: string): Promise<string> {
  const ended = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  try {
    return await format(path, ended);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { loc } = error as SyntaxError & { loc?: { start: { line: number; column: number } } };
    const file = `${path} (made by ${template.file})`;
    const message = `${quoted(template.file, 200)} makes ${quoted(path, 200)}, which is broken: ${
      error.message.split("\n")[0]?.replace(/ \(\d+:\d+\)$/, "") ?? ""
    }`;
    const start = loc?.start;
    const place =
      start && span({ file, text: ended }, [start.line, start.column - 1], [start.line, start.column]);
    throw new TemplateProblem([diagnostic("MCP1609", { message, span: place })], new Map([[file, ended]]));
  }
}

/** The first set that has a header for an end of a name wins. The linter has found each partial. */
function headers(engine: typeof Handlebars, sets: readonly TemplateSet[]): NonNullable<Templates["header"]> {
  const partials = new Map(sets.toReversed().flatMap(({ manifest }) => [...manifest.headers]));
  return (path, view) => {
    const partial = partials.get(languageOf(path));
    return partial === undefined ? undefined : partialOf(engine, partial)(view);
  };
}
