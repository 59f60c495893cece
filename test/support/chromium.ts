/** The Chromium that is installed here, if one is: tests of pages are skipped without. */
import { existsSync } from "node:fs";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const chromium: string | undefined = [process.env["CHROMIUM"] ?? "", ...usual].find(
  (path) => path !== "" && existsSync(path),
);
