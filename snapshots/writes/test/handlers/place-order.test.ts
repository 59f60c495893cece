import { test } from "vitest";

test.todo("place_order does what it must");
