import { z } from "zod/v3";
import { day, url } from "./words.js";

const number = z.number().int().min(1).max(9999);

/** A major of `server.serve`. */
export const servedMajor = z.union([
  number,
  z
    .object({
      major: number.describe("The major that ends."),
      deprecated: day.describe("The day since which its clients are asked to move on."),
      sunset: day.describe(
        "The day on which it ends: it is promised until that day begins, in UTC. It is served until it is taken out of this list.",
      ),
      guide: url.describe("A page that says how to move on.").optional(),
    })
    .strict(),
]);
