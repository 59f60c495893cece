// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  place_order: {
    arguments: {
      customer: number;
      lines: {
        product: string;
        count: number;
      }[];
    };
    result: {
      id: number;
    };
    sources: "main" | "order-desk";
  };
  add_note: {
    arguments: {
      id: number;
      text: string;
    };
    result: unknown;
    sources: "main" | "journal";
  };
  reserve: {
    arguments: {
      order: number;
      product: string;
    };
    result: unknown;
    sources: "main" | "shop";
  };
  order_health: {
    arguments: Record<string, never>;
    result: unknown;
    sources: "main";
  };
}
