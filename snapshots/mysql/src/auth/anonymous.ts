import type { Auth } from "./auth.js";

/** No authentication: whoever reaches the port may call. The transport binds to loopback only. */
export const anonymous: Auth = {
  kind: "none",
  authenticate: async ({ address }) => ({
    value: { id: address === undefined ? "anonymous" : `anonymous:${address}` },
  }),
  insufficientScope: () => ({ status: 403, message: "Forbidden." }),
  documents: {},
};
