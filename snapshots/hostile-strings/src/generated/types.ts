// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** Arguments and results of the tools with a handler. */
export interface Tools {
  Function: {
    arguments: {
      /** *\/ @ ts-nocheck */
      "a b": string;
      "a-b": "*/`${1}`'\"";
      /** 説明 🎉 */
      日本語: string;
      "x/y~z": number;
    };
    result: {
      /** *\/ evil */
      "*/ evil"?: string;
      '"': string | null;
    };
    sources: "default";
  };
  await: {
    arguments: Record<string, never>;
    result: "`" | "${x}" | 1 | null | "*/";
    sources: "default";
  };
  "call-tool": {
    arguments: Record<string, never>;
    result: unknown;
    sources: "default";
  };
  test: {
    arguments: Record<string, never>;
    result: unknown;
    sources: "default";
  };
}
