/**
 * Who owns a generated file, which settles what a regeneration may do to it:
 * `generated` is always current, `shared` is updated while nobody edited it, `yours` is created once.
 */
export type Owner = "generated" | "shared" | "yours";

/** One file of the output. */
export interface GeneratedFile {
  /** Relative to the project, forward slashes, no `.` or `..` segment. */
  readonly path: string;
  readonly owner: Owner;
  /** UTF-8 text with `\n` line ends and a final newline. */
  readonly text: string;
  readonly executable?: boolean;
  /** Where it was generated before its tool was renamed. */
  readonly movedFrom?: string;
}
