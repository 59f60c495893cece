/**
 * What a tool throws to tell the model what went wrong: a stable code and a sentence that helps.
 * Both reach the client as they are, so neither may hold a secret; `cause` goes to the log only.
 */
export class ToolError extends Error {
  readonly code: string;

  /** @param code `UPPER_SNAKE_CASE`, such as `NOT_FOUND`. */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ToolError";
    this.code = code;
  }
}
