import type { Client } from "./client.js";
import { claudeCode } from "./clients/claude-code.js";
import { claudeDesktop } from "./clients/claude-desktop.js";
import { codex } from "./clients/codex.js";
import { cursor } from "./clients/cursor.js";
import { geminiCli } from "./clients/gemini-cli.js";
import { goose } from "./clients/goose.js";
import { vscode } from "./clients/vscode.js";

/** Clients whose configuration is a file, in the order in which they are listed. */
export const clients: readonly Client[] = [
  claudeCode,
  claudeDesktop,
  vscode,
  cursor,
  geminiCli,
  codex,
  goose,
];
