import { handler } from "../generated/handlers.js";

/** Where a real server would ask its monitoring. */
const down: ReadonlySet<string> = new Set(["mail"]);

/** Say whether a service is up. Ask for one service at a time. */
export const serviceStatus = handler("service_status", async ({ service }) => ({
  service,
  up: !down.has(service),
}));
