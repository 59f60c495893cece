import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** What holds of the code, whatever its sources are. */
export const codeControls = ({ has }: Facts): readonly Candidate[] => [
  {
    id: "bound-values",
    when: has.sql,
    area: "sources",
    title: "Arguments are values of a statement, never part of it",
    statement: "Statements are constants of the code. What a caller sends is bound, whatever it looks like.",
    enforcedIn: ["src/sources/select.ts"],
    tests: [
      ...only(has.sqlite, provedBy("test/generated/sources.test.ts", "takes … for a value")),
      ...only(has.postgres, provedBy("test/generated/postgres.test.ts", "takes … for a value")),
      ...only(has.mysql, provedBy("test/generated/mysql.test.ts", "takes … for a value")),
    ],
    soc2: ["CC6.8", "CC6.6"],
    iso: ["A.8.28", "A.8.26"],
  },
  {
    id: "no-secrets-in-files",
    when: true,
    area: "sources",
    title: "No secret is in the project",
    statement: "Secrets come from the environment or from files that it names, and are never printed.",
    enforcedIn: ["src/environment.ts", "src/config.ts"],
    tests: [provedBy("test/secrets.test.ts")],
    soc2: ["CC6.1", "CC6.7"],
    iso: ["A.5.17", "A.8.12"],
  },
  {
    id: "fixed-code",
    when: true,
    area: "sources",
    title: "Nothing that a caller sends becomes code",
    statement:
      "The server starts no program, makes no code from text, loads no module by a computed name and puts no statement together from parts.",
    enforcedIn: ["src/generated/tools.ts", ...only(has.sql, "src/sources/select.ts")],
    tests: [provedBy("test/code.test.ts")],
    soc2: ["CC6.8"],
    iso: ["A.8.28", "A.8.18"],
  },
];
