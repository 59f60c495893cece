// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  greet: {
    arguments: {
      who: string;
    };
    result: string;
  };
  part: {
    arguments: Record<string, never>;
    result: string;
  };
}
