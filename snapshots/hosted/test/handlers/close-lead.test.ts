import { test } from "vitest";

test.todo("close_lead does what it must");
