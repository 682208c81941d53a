import { expect, test } from "vitest";
import { settings } from "../route-settings.ts";
import { served } from "../serving.ts";

const checked = { ...settings, health: "/health", auth: "AWS_IAM", apiKey: true } as const;

test.each(["GET", "HEAD"] as const)(
  "%s of the health check is answered 200, with nothing and without a record",
  async (method) => {
    for (const headers of [{}, { "Content-Type": "application/json" }, { Accept: "image/png" }])
      expect(await served(checked, { method, url: "/health?x=1", headers })).toMatchObject({
        status: 200,
        body: "",
        call: undefined,
      });
  },
);

test("any other method is not", async () => {
  const { status, call } = await served(checked, { method: "POST", url: "/health", body: "{}" });
  expect([status, call]).toEqual([405, undefined]);
});
