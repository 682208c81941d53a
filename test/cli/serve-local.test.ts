import { expect, test } from "vitest";
import { upCommand } from "../../src/cli/serve-local.ts";

test("the command for another terminal names the port, unless it is the usual one", () => {
  expect(upCommand({ port: 4566 })).toBe("kinesis-proxy up --local");
  expect(upCommand({ port: 18301 })).toBe("KINESIS_PROXY_LOCAL_PORT=18301 kinesis-proxy up --local");
});
