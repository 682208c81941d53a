import { expect, test } from "vitest";
import { serviceTitles } from "../../src/local/service-titles.ts";
import { services } from "../../src/local/services.ts";

test("every service has a title, and nothing else has", () => {
  expect(Object.keys(serviceTitles).toSorted()).toEqual(services.map(({ name }) => name).toSorted());
});
