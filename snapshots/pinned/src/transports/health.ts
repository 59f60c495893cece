/** Whether the server can do its work now. Throwing means no. */
export type Ready = () => boolean | Promise<boolean>;

/**
 * What an orchestrator asks: `/livez`, is the process alive (else: restart it); `/readyz`, can it answer
 * calls (else: send it none). They say nothing more, so anybody may ask, by whatever `Host`.
 */
export function healthResponse(path: string, ready: Ready): Promise<Response> | undefined {
  if (path === "/livez") return Promise.resolve(status(true));
  if (path === "/readyz") {
    return Promise.resolve()
      .then(ready)
      .catch(() => false)
      .then(status);
  }
  return undefined;
}

const status = (good: boolean): Response =>
  Response.json({ status: good ? "ok" : "unavailable" }, { status: good ? 200 : 503 });
