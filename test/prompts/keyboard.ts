/** Somebody at the keyboard of a prompt. */
import { screen } from "@inquirer/testing/vitest";
import { expect, vi } from "vitest";

/** Waits until this stands on the screen, then presses keys: text is typed, `<enter>` and the like are keys. */
export async function answer(question: string, ...keys: readonly string[]): Promise<void> {
  await vi.waitFor(() => expect(screen.getScreen()).toContain(question), { timeout: 30_000, interval: 5 });
  for (const key of keys) {
    const name = /^<(.*)>$/.exec(key)?.[1];
    if (name === undefined) screen.type(key);
    else screen.keypress(name === "ctrl-c" ? { name: "c", ctrl: true } : name);
  }
}
