/** What maintainers do to a tool from one version to the next, and what it means for its callers. */
import type { Level, RuleId } from "../../src/versioning/rules.js";

export interface ListedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly [more: string]: unknown;
}

type Property = Readonly<Record<string, unknown>>;

interface ObjectSchema {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
  readonly [more: string]: unknown;
}

export interface ToolEdit {
  readonly what: string;
  /** `undefined`: the tool has no such place. */
  readonly edit: (tool: ListedTool) => ListedTool | undefined;
  readonly rule: RuleId;
  readonly level: Level;
}

const withInput = (tool: ListedTool, change: Partial<ObjectSchema>): ListedTool => ({
  ...tool,
  inputSchema: { ...tool.inputSchema, ...change },
});

/** Changes the first property that fits; what the change leaves `undefined` is removed. */
function onProperty(
  fits: (property: Property, isRequired: boolean) => boolean,
  change: (property: Property) => Property,
): ToolEdit["edit"] {
  return (tool) => {
    const { properties, required = [] } = tool.inputSchema;
    const found = Object.entries(properties).find(([name, one]) => fits(one, required.includes(name)));
    if (found === undefined) return undefined;
    const [name, property] = found;
    return withInput(tool, { properties: { ...properties, [name]: change(property) } });
  };
}

const isEnum = (property: Property): property is { readonly enum: readonly unknown[] } =>
  Array.isArray(property["enum"]) && property["enum"].length > 1;
const isCapped = (property: Property): property is { readonly maximum: number } =>
  typeof property["maximum"] === "number";
const isPlain = (type: string) => (property: Property) =>
  property["type"] === type && property["enum"] === undefined;

export const toolEdits: readonly ToolEdit[] = [
  {
    what: "asks for one more argument",
    edit: (tool) => {
      const { properties, required = [] } = tool.inputSchema;
      return withInput(tool, {
        properties: { ...properties, why_now: { type: "string" } },
        required: [...required, "why_now"],
      });
    },
    rule: "property-required-added",
    level: "major",
  },
  {
    what: "offers one more argument",
    edit: (tool) =>
      withInput(tool, { properties: { ...tool.inputSchema.properties, why_now: { type: "string" } } }),
    rule: "property-optional-added",
    level: "minor",
  },
  {
    what: "drops an optional argument",
    edit: (tool) => {
      const { properties, required = [] } = tool.inputSchema;
      const name = Object.keys(properties).find((one) => !required.includes(one));
      if (name === undefined) return undefined;
      const rest = Object.entries(properties).filter(([one]) => one !== name);
      return withInput(tool, { properties: Object.fromEntries(rest) });
    },
    rule: "property-optional-removed",
    level: "major",
  },
  {
    what: "insists on an argument that was optional",
    edit: (tool) => {
      const { properties, required = [] } = tool.inputSchema;
      const name = Object.keys(properties).find((one) => !required.includes(one));
      return name === undefined ? undefined : withInput(tool, { required: [...required, name] });
    },
    rule: "property-became-required",
    level: "major",
  },
  {
    what: "does without an argument that it insisted on",
    edit: (tool) => {
      const [first, ...required] = tool.inputSchema.required ?? [];
      return first === undefined ? undefined : withInput(tool, { required });
    },
    rule: "property-became-optional",
    level: "minor",
  },
  {
    what: "no longer knows a choice",
    edit: onProperty(isEnum, (one) => ({ ...one, enum: isEnum(one) ? one.enum.slice(1) : [] })),
    rule: "enum-value-removed",
    level: "major",
  },
  {
    what: "knows one more choice",
    edit: onProperty(isEnum, (one) => ({ ...one, enum: isEnum(one) ? [...one.enum, "newest"] : [] })),
    rule: "enum-value-added",
    level: "minor",
  },
  {
    what: "gives fewer at once",
    edit: onProperty(isCapped, (one) => ({ ...one, maximum: isCapped(one) ? one.maximum / 2 : 0 })),
    rule: "range-tightened",
    level: "major",
  },
  {
    what: "gives more at once",
    edit: onProperty(isCapped, (one) => ({ ...one, maximum: isCapped(one) ? one.maximum * 2 : 0 })),
    rule: "range-relaxed",
    level: "minor",
  },
  {
    what: "takes whole numbers only",
    edit: onProperty(isPlain("number"), (one) => ({ ...one, type: "integer" })),
    rule: "type-narrowed",
    level: "major",
  },
  {
    what: "takes null for a text",
    edit: onProperty(isPlain("string"), (one) => ({ ...one, type: ["string", "null"] })),
    rule: "nullable-added",
    level: "minor",
  },
  {
    what: "checks the form of a text",
    edit: onProperty(isPlain("string"), (one) => ({ ...one, pattern: "^[a-z]+$" })),
    rule: "pattern-added",
    level: "major",
  },
  {
    what: "takes a number where it took a text",
    edit: onProperty(isPlain("string"), (one) => ({ ...one, type: "number" })),
    rule: "type-changed",
    level: "major",
  },
  {
    what: "refuses arguments that it does not know",
    edit: (tool) => withInput(tool, { additionalProperties: false }),
    rule: "object-closed",
    level: "major",
  },
  {
    what: "explains an argument in other words",
    edit: onProperty(
      () => true,
      (one) => ({ ...one, description: "In other words." }),
    ),
    rule: "annotation-changed",
    level: "patch",
  },
  {
    what: "tells the model something else",
    edit: (tool) => ({ ...tool, description: `${tool.description} Always call this first.` }),
    rule: "tool-description-changed",
    level: "patch",
  },
  {
    what: "promises what it gives",
    edit: (tool) => ({ ...tool, outputSchema: { type: "object" } }),
    rule: "output-schema-added",
    level: "minor",
  },
  {
    what: "no longer promises to change nothing",
    edit: (tool) =>
      tool.annotations?.["readOnlyHint"] === true
        ? { ...tool, annotations: { ...tool.annotations, readOnlyHint: false } }
        : undefined,
    rule: "annotation-weakened",
    level: "major",
  },
  {
    what: "has another title",
    edit: (tool) => ({ ...tool, annotations: { ...tool.annotations, title: "Another title" } }),
    rule: "tool-title-changed",
    level: "patch",
  },
  {
    what: "has another picture",
    edit: (tool) => ({ ...tool, icons: [{ src: "https://example.com/icon.png" }] }),
    rule: "tool-icons-changed",
    level: "patch",
  },
];
