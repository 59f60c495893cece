import { gitHubRepository, publicUrl } from "../build-publish.js";
import { written, type Report, type Rule, type RuleContext } from "./rule.js";

/** What keeps a server from being published where the spec wants it. */
export const publishable: Rule = {
  name: "publishable",
  codes: ["MCP1245", "MCP1233"],
  check(context, report) {
    const { publish } = context.spec;
    if (publish === undefined) return;
    if (["npm", "registry", "bundle"].every((key) => !isOn(written(context, ["publish", key])))) {
      report("MCP1233", ["publish"], "nothing is published", {
        at: "key",
        help: "set `npm: true`, `registry: true` or `bundle: true`, or remove `publish`",
      });
    }
    if (publish.bundle === true) startedByClients(context, report);
    if (isOn(publish.registry)) listed(context, report);
  },
};

const isOn = (value: unknown): boolean => value !== undefined && value !== false;

function startedByClients(context: RuleContext, report: Report): void {
  const transports = written(context, ["transports"]);
  if (transports === undefined || isOn(written(context, ["transports", "stdio"]))) return;
  report("MCP1245", ["publish", "bundle"], "a bundle is started by its client over stdio, which is off", {
    at: "key",
    help: "set `transports: { stdio: true }`, or leave `bundle` out",
  });
}

/** The registry gives names to those who can prove that they are theirs, and lists what can be reached. */
function listed({ spec }: RuleContext, report: Report): void {
  const { server, publish = {}, auth, transports } = spec;
  const path = ["publish", "registry"];
  const repository = gitHubRepository(server.repository);
  if (publish.registry === true && repository === undefined) {
    report("MCP1245", path, "no name in the registry follows from a repository that is not on GitHub", {
      at: "key",
      help: "set `repository: https://github.com/OWNER/NAME` under `server`, or write the name: `registry: com.example/NAME`",
    });
  }
  const isServed = transports === undefined || isOn(transports.http);
  const isRemote = isServed && publicUrl(auth?.jwt?.audience) !== undefined;
  const isReleased = publish.bundle === true || hasImage(spec);
  if (publish.npm === true || isRemote || (isReleased && repository !== undefined)) return;
  report("MCP1245", path, "its entry would say nowhere how to get or reach the server", {
    at: "key",
    help: "publish it with `npm: true`, or with a `repository` on GitHub and `bundle: true` or `ci: github` and `deploy: { container: true }`, or give `auth: jwt:` a public `audience`",
  });
}

/** The workflow of a release pushes one to GitHub's registry. */
const hasImage = ({ ci, deploy }: RuleContext["spec"]): boolean =>
  ci === "github" && [deploy?.container, deploy?.kubernetes, deploy?.cloudRun].includes(true);
