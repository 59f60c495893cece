// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  recommend: {
    arguments: {
      title: string;
    };
    result: string[];
    sources: "shelves";
  };
  shelf_of: {
    arguments: {
      title: string;
    };
    result: {
      shelf: string;
    };
    sources: "shelves";
  };
  recommend_v1: {
    arguments: {
      title: string;
    };
    result: string;
    sources: "shelves";
  };
}
