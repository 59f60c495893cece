import type { ServerModel, Tool } from "./model.js";

/** Everything that the spec has the server do: for the newest major, and for older ones only. */
export const allTools = ({ tools, majors }: ServerModel): readonly Tool[] => [
  ...tools,
  ...(majors?.retired ?? []),
];
