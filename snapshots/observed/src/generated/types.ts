// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  weigh_thing: {
    arguments: {
      name: string;
    };
    result: {
      kilograms: number;
    };
    sources: "main";
  };
}
