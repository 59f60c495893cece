// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  say_hello: {
    arguments: {
      /** Whom to greet. */
      name: string;
    };
    result: string;
  };
}
