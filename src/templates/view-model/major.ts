import type { EndView, MajorView } from "../../render/majors.js";
import type { OldNameView } from "../../render/tool-view.js";
import { code, flag, json, list, maybe, name, number, object, words, type FieldsOf } from "./field.js";
import { olderTool } from "./tool.js";

export const oldName = object("An old name.", {
  name: name("As clients call it.", "find_people"),
  description: words("What the model reads.", "Find people. Deprecated: …"),
  meta: json("`_meta` of the tool.", '{"create-mcp-prod/deprecated":{"use":"query_users"}}'),
  identifier: code("The tool in TypeScript.", "queryUsers"),
} satisfies FieldsOf<OldNameView>);

/** A major, as `majors` and, where a path has `[major]`, `major` have it. */
export const major = object(
  "A major of the contract. Of the newest, tools and names stand where a server of one major has them.",
  {
    major: number("Its number.", 1),
    isNewest: flag("The one that the spec describes.", false),
    path: maybe(name("Of its endpoint over HTTP.", "/v1/mcp")),
    server: object("What the server says of itself there.", {
      name: name("As it was released.", "internal-db-mcp"),
      title: words("Shown to people.", "Internal database"),
      version: name("Of the release.", "1.4.0"),
      description: words("What it is for, in a sentence.", "Read-only access to people."),
      instructions: maybe(words("For the model: how to use the tools together.", "Look up a team first.")),
    }),
    contract: name("The hash of its contract.", "sha256:5b1f…"),
    end: maybe(
      object("When an older one ends, where that has been announced.", {
        sunset: name("The day on which it ends: it is promised until that day begins, in UTC.", "2027-06-30"),
        alertSeconds: number("30 days before that, in seconds since 1970.", 1_811_721_600),
        told: json("What clients read of it in `_meta`.", '{"sunset":"2027-06-30","successor":2,…}'),
        headers: maybe(
          json("What each answer over HTTP carries.", '{"sunset":"Wed, 30 Jun 2027 00:00:00 GMT",…}'),
        ),
      } satisfies FieldsOf<EndView>),
    ),
    folder: name("Where its files are, in `src/generated/`.", "v1"),
    tools: list("Those that have a file there.", olderTool),
    imports: list(
      "All of its tools, in order.",
      object("A tool.", {
        name: code("What is imported.", "queryUsers"),
        module: name("From where, seen from that folder.", "../tools/query-users.js"),
      }),
    ),
    oldNames: list("Names that its tools had before, and still answer to.", oldName),
    served: list(
      "The identifiers and, where there are old names, what spreads those.",
      code("An item of a list in TypeScript.", "queryUsers"),
    ),
  } satisfies FieldsOf<MajorView>,
  "major",
);
