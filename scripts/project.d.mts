import type { Client } from "@modelcontextprotocol/client";

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly ms: number;
}

type LogLine = Readonly<Record<string, unknown>>;

export interface Running {
  readonly url: URL;
  readonly ready: LogLine;
  readonly logged: readonly LogLine[];
  readonly line: (matches: (line: LogLine) => boolean, timeoutMs?: number) => Promise<LogLine>;
  readonly stop: () => Promise<number | null>;
  readonly pid: number | undefined;
}

export type Era = "modern" | "legacy";

export declare const repository: string;
export declare const command: string;
export declare function run(program: string, args: readonly string[], options?: Options): Promise<Ended>;
export declare function attempt(program: string, args: readonly string[], options?: Options): Promise<Ended>;
export declare function npmIn(
  folder: string,
  args: readonly string[],
  options?: Omit<Options, "cwd">,
): Promise<Ended>;
export declare function cli(args: readonly string[], options?: Options): Promise<Ended>;
export declare function install(folder: string, options?: Omit<Options, "cwd">): Promise<Ended>;
export declare function startHttp(
  folder: string,
  options?: { readonly env?: Readonly<Record<string, string>>; readonly execArgv?: readonly string[] },
): Promise<Running>;
export declare function connectHttp(url: URL, era?: Era): Promise<Client>;
export declare function connectStdio(
  folder: string,
  options?: { readonly era?: Era; readonly env?: Readonly<Record<string, string>> },
): Promise<Client>;
