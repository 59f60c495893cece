/**
 * How the view model is described: what each field is, for the linter of templates, for their documentation and for
 * the compiler, which refuses a description that does not fit the type that templates are given.
 */

interface Common {
  /** One sentence. */
  readonly doc: string;
  /** Absent in some servers: a template asks for it with `{{#if}}`. */
  readonly optional?: true;
}

/**
 * `words` are free text of a spec, which only a quoting helper may put into code; a `name` has letters, digits and
 * a few marks and can stand anywhere; `code` is finished text of the language it was made for.
 */
export type TextKind = "words" | "name" | "code";

export interface TextField extends Common {
  readonly kind: "text";
  readonly text: TextKind;
  readonly example: string;
}

export interface NumberField extends Common {
  readonly kind: "number";
  readonly example: number;
}

export interface FlagField extends Common {
  readonly kind: "flag";
  readonly example: boolean;
}

/** Data of any shape, for helpers such as `json` and `ts`. `example` is its JSON. */
export interface JsonField extends Common {
  readonly kind: "json";
  readonly example: string;
}

export interface ListField<Item extends Field = Field> extends Common {
  readonly kind: "list";
  readonly of: Item;
}

/** Values of one kind by a name that the spec gives. */
export interface MapField<Item extends Field = Field> extends Common {
  readonly kind: "map";
  readonly of: Item;
}

export interface ObjectField<Members extends FieldTable = FieldTable> extends Common {
  readonly kind: "object";
  /** Objects that occur in several places have a section of their own in the documentation. */
  readonly title?: string;
  readonly fields: Members;
}

export type Field = TextField | NumberField | FlagField | JsonField | ListField | MapField | ObjectField;
export type FieldTable = { readonly [name: string]: Field };

/** The description that fits values of a type. */
export type FieldOf<T> = Kind<Exclude<T, undefined>> &
  (undefined extends T ? { readonly optional: true } : { readonly optional?: never });

type Kind<T> = [null] extends [T]
  ? JsonField
  : [T] extends [string]
    ? TextField
    : [T] extends [number]
      ? NumberField
      : [T] extends [boolean]
        ? FlagField
        : [T] extends [readonly (infer Item)[]]
          ? { readonly kind: "list"; readonly doc: string; readonly of: FieldOf<Item> }
          : string extends keyof T
            ? MapOrJson<T[keyof T]>
            : { readonly kind: "object"; readonly doc: string; readonly fields: FieldsOf<T> };

type MapOrJson<Item> = [null] extends [Item]
  ? JsonField
  : { readonly kind: "map"; readonly doc: string; readonly of: FieldOf<Item> };

/** A field for each key of a type, of any of its variants; what only some variants have is optional. */
export type FieldsOf<T> = { readonly [Name in KeyOf<T> & string]: FieldOf<Member<T, Name>> };

type KeyOf<T> = T extends unknown ? keyof T : never;
type Member<T, Name> = T extends unknown ? (Name extends keyof T ? T[Name] : undefined) : never;

export const words = (doc: string, example: string) =>
  ({ kind: "text", text: "words", doc, example }) satisfies TextField;
export const name = (doc: string, example: string) =>
  ({ kind: "text", text: "name", doc, example }) satisfies TextField;
export const code = (doc: string, example: string) =>
  ({ kind: "text", text: "code", doc, example }) satisfies TextField;
export const number = (doc: string, example: number) =>
  ({ kind: "number", doc, example }) satisfies NumberField;
export const flag = (doc: string, example = true) => ({ kind: "flag", doc, example }) satisfies FlagField;
export const json = (doc: string, example: string) => ({ kind: "json", doc, example }) satisfies JsonField;
export const list = <Item extends Field>(doc: string, of: Item) =>
  ({ kind: "list", doc, of }) satisfies ListField<Item>;
export const map = <Item extends Field>(doc: string, of: Item) =>
  ({ kind: "map", doc, of }) satisfies MapField<Item>;
export const object = <Members extends FieldTable>(doc: string, fields: Members, title?: string) =>
  ({ kind: "object", doc, fields, ...(title !== undefined && { title }) }) satisfies ObjectField<Members>;

/** The same, where some servers do not have it. */
export const maybe = <Described extends Field>(field: Described) => ({ ...field, optional: true }) as const;
