/** A table of a document. Cells are Markdown, made safe by whoever fills them. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
