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
    sources: "crm" | "registry";
  };
  look_up_company: {
    arguments: {
      domain: string;
    };
    result: unknown;
    sources: "crm" | "registry";
  };
  close_lead: {
    arguments: {
      email: string;
      won: boolean;
    };
    result: unknown;
    sources: "crm" | "registry" | "crm-desk";
  };
  registry_entry: {
    arguments: {
      link: string;
    };
    result: unknown;
    sources: "crm" | "registry";
  };
}
