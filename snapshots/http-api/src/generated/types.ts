// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  triage: {
    arguments: {
      contact: string;
    };
    result: number[];
    sources: "crm" | "tickets";
  };
  reopen_ticket: {
    arguments: {
      number: number;
    };
    result: unknown;
    sources: "crm" | "tickets" | "ticket-desk";
  };
}
