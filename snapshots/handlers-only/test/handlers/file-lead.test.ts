import { test } from "vitest";

test.todo("file_lead does what it must");
