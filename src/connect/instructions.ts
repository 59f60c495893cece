/** Clients without a file that could be written: what their users do instead. */
import { bearing, referring, variableNames } from "./client.js";
import type { Connection } from "./connection.js";

export interface Instructions {
  /** What to paste, if anything. */
  readonly text: string;
  readonly notes: readonly string[];
}

export type Tell = (connection: Connection, name: string) => Instructions;

/**
 * ChatGPT. It calls servers from OpenAI's network, and none that it would have to start:
 * https://developers.openai.com/apps-sdk/deploy/connect-chatgpt.
 */
export const chatgpt: Tell = (connection) => {
  if (connection.kind === "stdio") {
    return {
      text: "",
      notes: [
        "ChatGPT starts no servers: it calls one at a public HTTPS URL, where callers sign in by OAuth or not at all.",
        "Deploy the server with `transports.http` (and `auth.jwt` for who may call), then run this with --transport http --url https://….",
      ],
    };
  }
  const url = new URL(connection.url);
  const isPublic = url.protocol === "https:" && !/^(?:localhost|127\.|\[)/.test(url.hostname);
  return {
    text: `${connection.url}\n`,
    notes: [
      ...(isPublic
        ? []
        : ["ChatGPT calls from OpenAI's network: the URL has to be public and HTTPS (pass it as --url)."]),
      "In ChatGPT: Settings > Apps > Advanced settings > Developer mode; then Create app, with this URL and OAuth (or no authentication).",
      ...(connection.token === undefined
        ? []
        : ["It shows no API keys of yours: use `auth.jwt`, or let a gateway add the key."]),
    ],
  };
};

/** What most clients take, give or take a name. */
export const other: Tell = (connection, name) => {
  const entry =
    connection.kind === "stdio"
      ? {
          command: connection.command,
          args: connection.args,
          ...referring("env", variableNames(connection), (variable) => `<${variable}>`),
        }
      : { type: "http", url: connection.url, ...bearing(connection, (variable) => `<${variable}>`) };
  return {
    text: `${JSON.stringify({ mcpServers: { [name]: entry } }, null, 2)}\n`,
    notes: [
      "Most clients take this under `mcpServers`; yours says where its file is, and whether it is called so.",
      ...(variableNames(connection).length === 0
        ? []
        : [
            "What stands in <…> is for you to fill in: by a reference to a variable, if your client knows those.",
          ]),
    ],
  };
};
