import { version } from "./version.js";

/**
 * Tells this build from every other one, of the same version, too. The bundle has the hash of all that it is built
 * from in its place (`scripts/build.mjs`).
 */
export const build: string = version;
