import { test } from "vitest";

test.todo("rate.track does what it must");
