// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  "rate.track": {
    arguments: {
      track: number;
      stars: number;
      /** Anything "worth" saying. */
      note?: string;
    };
    result: unknown;
    sources: "music" | "play-counts";
  };
  "similar-tracks": {
    arguments: {
      track: number;
      how: "tempo" | "key" | "what others like";
    };
    result: [number, number][];
    sources: "music" | "play-counts";
  };
  delete: {
    arguments: {
      person: {
        id: number;
        aliases?: string[];
      };
    };
    result: {
      tables: {
        name: string;
        rows?: number;
      }[];
      left?: null | {
        why?: string;
      };
    };
    sources: "music" | "play-counts";
  };
}
