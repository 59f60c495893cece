import { test } from "vitest";

test.todo("reopen_ticket does what it must");
