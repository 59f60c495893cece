// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  score_lead: {
    arguments: {
      email: string;
      sector: "public" | "private" | "non-profit";
      signals: {
        kind: string;
        weight?: number;
      }[];
    };
    result: {
      /** Higher is better. */
      score: number;
      reasons?: string[];
    };
  };
  list_sectors: {
    arguments: Record<string, never>;
    result: string[];
  };
  file_lead: {
    arguments: {
      email: string;
      due?: string | number;
      note?: string | null;
    };
    result: unknown;
  };
  draw_funnel: {
    arguments: Record<string, never>;
    result: unknown;
  };
}
