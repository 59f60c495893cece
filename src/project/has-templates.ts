import { statSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "../regenerate/state.js";

/**
 * Whether a project has templates that are not built in: two looks at the disk. `named` is what its spec names;
 * `folder` is empty for a spec from answers.
 */
export const hasTemplates = ({
  named,
  folder,
}: {
  readonly named: readonly string[];
  readonly folder: string;
}): boolean =>
  named.length > 0 ||
  (folder !== "" &&
    ["templates", "templates.json"].some(
      (name) => statSync(join(folder, stateFolder, name), { throwIfNoEntry: false }) !== undefined,
    ));
