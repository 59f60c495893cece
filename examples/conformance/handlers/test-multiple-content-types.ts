import { content, handler } from "../generated/handlers.js";

const redPixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

/** Return a text, an image and an embedded resource. */
export const testMultipleContentTypes = handler("test_multiple_content_types", async () =>
  content([
    { type: "text", text: "Multiple content types test:" },
    { type: "image", data: redPixel, mimeType: "image/png" },
    {
      type: "resource",
      resource: {
        uri: "test://mixed-content-resource",
        mimeType: "application/json",
        text: JSON.stringify({ test: "data", value: 123 }),
      },
    },
  ]),
);
