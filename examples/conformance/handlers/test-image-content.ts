import { content, handler } from "../generated/handlers.js";

const redPixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

/** Return one image of one red pixel. */
export const testImageContent = handler("test_image_content", async () =>
  content([{ type: "image", data: redPixel, mimeType: "image/png" }]),
);
