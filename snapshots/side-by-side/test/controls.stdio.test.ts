import { eras } from "./support/client.js";
import { describeControls } from "./support/controls.js";
import { connectStreams, startStdio } from "./support/stdio.js";

for (const era of eras) {
  describeControls(`over stdio, ${era}`, async () => {
    const fixture = startStdio();
    return { fixture, client: await connectStreams(fixture, era) };
  });
}
