import { afterAll, beforeAll, expect, test } from "vitest";
import { countByCategory } from "../../src/generated/tools/count-by-category.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";
import { json, open, startService, type Service } from "../support/service.js";

let service: Service;
beforeAll(async () => {
  service = await startService(() => {});
});
afterAll(() => service.close());

const count = async () => {
  const { upstream } = open(service.url);
  const result = await callTool(countByCategory, {}, { petstore: upstream });
  await upstream.close();
  return result;
};

test("pets are counted by the names of their categories", async () => {
  const pets = [
    { category: { name: "Dogs" } },
    { category: { name: "Dogs" } },
    { category: {} },
    {},
  ];
  service.answer = (_request, response) => json(response, pets);
  expect((await count()).structuredContent).toEqual({ Dogs: 2, "without a category": 2 });
  expect(service.requests.at(-1)?.url).toBe("/pet/findByStatus?status=available");
});

test("a shop that fails is no shop without pets", async () => {
  service.answer = (_request, response) => json(response, [], 500);
  expect(codeOf(await count())).toBe("SOURCE_ERROR");
});
