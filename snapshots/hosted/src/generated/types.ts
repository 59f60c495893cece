// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  score_lead: {
    arguments: {
      email: string;
    };
    result: {
      score: number;
    };
  };
  look_up_company: {
    arguments: {
      domain: string;
    };
    result: unknown;
  };
  close_lead: {
    arguments: {
      email: string;
      won: boolean;
    };
    result: unknown;
  };
}
