let at = 0;
let text = "";

/** The time, as ISO 8601 in UTC. Made once a millisecond: under load many lines and records share one. */
export const timestamp = (): string => {
  const now = Date.now();
  if (now !== at) {
    at = now;
    text = new Date(now).toISOString();
  }
  return text;
};
