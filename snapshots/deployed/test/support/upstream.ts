/** Settings that let the server start. Its tests call none of these services. */
export const upstreamEnv: Readonly<Record<string, string>> = { PARCELS_TOKEN: "unused" };
