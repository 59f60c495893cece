/** One version of the view model, and what a template set has to follow when it comes from the one before. */
export interface ViewModelChange {
  readonly version: number;
  /** Sentences such as "`tool.handler` is now `tool.isSql`, turned around". */
  readonly changes: readonly string[];
}

/**
 * Raised when a field or a helper goes, is renamed or means something else, never for one that is new:
 * test/overrides/view-model.test.ts holds the fields of each version.
 */
const history: readonly ViewModelChange[] = [{ version: 1, changes: [] }];

export const viewModel = 1;

/** What changed after `from`, up to and with `to`. */
export const changesBetween = (from: number, to: number, all = history): readonly string[] =>
  all.flatMap(({ version, changes }) => (version > from && version <= to ? changes : []));
