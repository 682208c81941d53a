import { expect, test } from "vitest";
import { main } from "../../../src/main.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { httpServer } from "../../helpers/http-server.ts";

const xml = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::111122223333:root</Arn><UserId>1</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;
const caller = { status: 200, headers: { "content-type": "text/xml" }, body: xml };

test.each([403, 404, 500])(
  "a page with %i where the place of an endpoint is read stops up and plan",
  async (status) => {
    for (const command of ["up", "plan", "deploy"]) {
      const headers = { "content-type": "text/html" };
      const page = { status, headers, body: "<html>Sign in to the network</html>" };
      const { url, asked } = await httpServer(({ url: path }) => (path === "/" ? caller : page));
      const io = await fakeIo({ env: { AWS_REGION: "eu-west-1" } });
      const exitCode = await main([command, "--endpoint-url", url], io, { clock: fakeClock(Date.now()) });
      expect(io.stderr.text).toContain("apigateway:GetRestApis got an answer that is not AWS's");
      expect(exitCode).toBe(1);
      expect(asked.filter(({ method, url: path }) => method !== "GET" && path !== "/")).toEqual([]);
    }
  },
);
