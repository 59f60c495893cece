import { eras } from "./support/client.js";
import { describeControls } from "./support/controls.js";
import { connectHttp, startHttp } from "./support/http.js";

for (const era of eras) {
  describeControls(`over HTTP, ${era}`, async () => {
    const fixture = await startHttp();
    return { fixture, client: await connectHttp(fixture.url, era) };
  });
}
