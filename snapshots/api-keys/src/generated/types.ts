// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  suggest_order: {
    arguments: Record<string, never>;
    result: {
      article: string;
      pieces: number;
    };
    sources: "stock";
  };
}
