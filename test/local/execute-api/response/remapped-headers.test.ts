import { expect, test } from "vitest";
import { bench } from "../bench.ts";
import { api, integration, method, stage } from "../deployment.ts";

const names = [
  "Age",
  "Authorization",
  "Content-Length",
  "Date",
  "Host",
  "TE",
  "Transfer-Encoding",
  "User-Agent",
  "Via",
];

test("mapped headers that are API Gateway's to set reach the caller under another name, as recorded", async () => {
  const response = {
    statusCode: "200",
    responseTemplates: {},
    responseParameters: Object.fromEntries(names.map((name) => [`method.response.header.${name}`, `'my ${name}'`])),
  };
  const made = integration({ integrationResponses: { "200": response } });
  const { send } = bench(stage(api({ "/": { POST: method({ integration: made }) } })));
  const { headers } = await send({}, "/");
  expect(Object.fromEntries(Object.entries(headers).filter(([, value]) => String(value).startsWith("my ")))).toEqual({
    Age: "my Age",
    TE: "my TE",
    Via: "my Via",
    "x-amzn-Remapped-Authorization": "my Authorization",
    "x-amzn-Remapped-Content-Length": "my Content-Length",
    "x-amzn-Remapped-Date": "my Date",
    "x-amzn-Remapped-Host": "my Host",
    "x-amzn-Remapped-User-Agent": "my User-Agent",
  });
});
