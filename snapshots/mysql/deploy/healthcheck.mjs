// What HEALTHCHECK runs, where there is no shell and no curl: exits with 0 when the server answers 200 at this path.
import { get } from "node:http";

const [path = "/livez"] = process.argv.slice(2);
const { PORT: port = "3000" } = process.env;

const request = get({ host: "127.0.0.1", port, path, agent: false, timeout: 2_000 }, (response) => {
  process.exit(response.statusCode === 200 ? 0 : 1);
});
request.once("timeout", () => request.destroy());
request.once("error", () => process.exit(1));
