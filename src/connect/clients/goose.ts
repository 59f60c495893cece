import { bearing, variableNames, type Client, type Meanings } from "../client.js";
import type { Connection } from "../connection.js";
import { yamlFormat } from "../formats/yaml.js";
import { xdgConfig } from "../machine.js";

/** What every entry has; all of it is the user's to change. */
const common = (name: string) => ({ enabled: true, name, timeout: 300 });

const keys = (connection: Connection): Readonly<Record<string, unknown>> => {
  const names = variableNames(connection);
  return names.length === 0 ? {} : { env_keys: names };
};

const both: Meanings = { type: "exactly", env_keys: "atLeast" };

/**
 * goose. File and fields: https://goose-docs.ai/docs/guides/config-files; the key of an entry, `env_keys` (looked up
 * in the environment, then among goose's secrets) and their use in headers:
 * https://github.com/aaif-goose/goose/blob/main/crates/goose/src/config/extensions.rs and ../agents/extension.rs.
 */
export const goose: Client = {
  name: "goose",
  title: "goose",
  format: yamlFormat,
  files: {
    user: (machine) => {
      const { platform, home, env, path } = machine;
      if (env["GOOSE_PATH_ROOT"]) return path.join(env["GOOSE_PATH_ROOT"], "config", "config.yaml");
      if (platform === "win32") {
        const data = env["APPDATA"] || path.join(home, "AppData", "Roaming");
        return path.join(data, "Block", "goose", "config", "config.yaml");
      }
      return path.join(xdgConfig(machine), "goose", "config.yaml");
    },
  },
  at: ["extensions"],
  key: (name) => name.replaceAll(/[^A-Za-z0-9_-]/g, "_").toLowerCase(),
  stdio: (connection, _machine, name) => ({
    entry: {
      ...common(name),
      type: "stdio",
      cmd: connection.command,
      args: connection.args,
      ...keys(connection),
    },
  }),
  http: (connection, _machine, name) => ({
    entry: {
      ...common(name),
      type: "streamable_http",
      uri: connection.url,
      ...bearing(connection, (variable) => `\${${variable}}`),
      ...keys(connection),
    },
  }),
  meanings: {
    stdio: { ...both, cmd: "exactly", args: "exactly", cwd: "theirs" },
    http: { ...both, uri: "exactly", headers: "atLeast", socket: "theirs" },
  },
  notes: (connection) => {
    const names = variableNames(connection).join(", ");
    return [
      ...(names === ""
        ? []
        : [
            `goose takes ${names} from its environment or its keyring (\`goose configure\` > Configure Extensions); no value is written down.`,
          ]),
      "Start a new session; `goose info -v` shows it.",
    ];
  },
};
