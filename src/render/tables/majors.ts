/** The majors that are served side by side. */
import type { ServerModel } from "../../spec/model.js";
import type { MajorView } from "../majors.js";
import { mdCode } from "../text.js";
import type { Table } from "./table.js";

/** Where each of them is reached. */
export function majorTable({ transports }: ServerModel, majors: readonly MajorView[]): Table {
  const { stdio, http } = transports;
  const ending = majors.some(({ end }) => end !== undefined);
  return {
    header: [
      "Major",
      "Is",
      ...(http ? ["Over HTTP"] : []),
      ...(stdio ? ["Over stdio"] : []),
      ...(ending ? ["Ends on"] : []),
    ],
    rows: majors.map(({ major, isNewest, server, path, end }) => [
      String(major),
      isNewest ? `${server.version}, which the spec describes` : `${server.version}, as it was released`,
      ...(http ? [[path ?? "", ...(isNewest ? [http.path] : [])].map(mdCode).join(" and ")] : []),
      ...(stdio ? [`${isNewest ? "without `--api`, or with " : ""}${mdCode(`--api ${major}`)}`] : []),
      ...(ending ? [end?.sunset ?? ""] : []),
    ]),
  };
}
