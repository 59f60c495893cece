import { content, handler } from "../generated/handlers.js";

/** Return one embedded resource. */
export const testEmbeddedResource = handler("test_embedded_resource", async () =>
  content([
    {
      type: "resource",
      resource: {
        uri: "test://embedded-resource",
        mimeType: "text/plain",
        text: "This is an embedded resource content.",
      },
    },
  ]),
);
