import manifest from "../package.json" with { type: "json" };

/** Of this generator. */
export const version: string = manifest.version;
