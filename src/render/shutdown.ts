/** How long a server and whoever runs it wait at its end: each a little longer than what it waits for. */
import type { Limits } from "../spec/model.js";

export interface Shutdown {
  /** For calls in flight. */
  readonly drainSeconds: number;
  /** For them, and for sources and records to be closed; then the process ends anyway. */
  readonly endSeconds: number;
  /** From the order to end until whoever gave it kills the process. */
  readonly graceSeconds: number;
}

/** While a cluster learns that a pod ends, before it is told to: `preStop` of the deployment. */
const preStopSeconds = 5;

/** A usual call is over long before; of one that may take hours, no deployment waits for the end. */
const [least, most] = [20, 600];

/** Of the slowest call that may be in flight. */
export function shutdownOf({ timeoutMs }: Pick<Limits, "timeoutMs">): Shutdown {
  const drainSeconds = Math.min(Math.max(Math.ceil(timeoutMs / 1000) + 5, least), most);
  const endSeconds = drainSeconds + 5;
  return { drainSeconds, endSeconds, graceSeconds: preStopSeconds + endSeconds + 10 };
}
