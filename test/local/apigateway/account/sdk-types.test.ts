import { expect, test } from "vitest";
import { controlPlane, kinesisApi } from "../control-plane.ts";

test("the types of SDKs are listed and given one by one, and none is made", async () => {
  const plane = controlPlane();
  const { call } = plane;
  const { body } = await call("GET", "/sdktypes?limit=500");
  const types = body["item"] as readonly {
    readonly id: string;
    readonly configurationProperties?: readonly object[];
  }[];
  expect(types.map(({ id }) => id)).toEqual(["android", "java", "javascript", "objectivec", "ruby", "swift"]);
  expect((await call("GET", "/sdktypes/swift")).body).toEqual({
    id: "swift",
    friendlyName: "iOS (Swift)",
    configurationProperties: [{ name: "classPrefix", friendlyName: "classPrefix", required: true }],
  });
  expect((await call("GET", "/sdktypes/cobol")).status).toBe(404);
  const { api } = await kinesisApi(plane);
  await call("POST", `${api}/deployments`, { stageName: "s" });
  expect(await call("GET", `${api}/stages/s/sdks/javascript`)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining("GetExport") },
  });
  expect((await call("GET", `${api}/stages/t/sdks/javascript`)).status).toBe(404);
  expect((await call("GET", `${api}/stages/s/sdks/cobol`)).status).toBe(404);
});
