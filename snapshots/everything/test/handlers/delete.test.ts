import { test } from "vitest";

test.todo("delete does what it must");
