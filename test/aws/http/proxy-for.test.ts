import { describe, expect, test } from "vitest";
import { proxyFor, proxyName } from "../../../src/aws/http/proxy-for.ts";

const aws = "https://kinesis.eu-west-1.amazonaws.com/";
const HTTPS_PROXY = "http://proxy.example.com:3128";
const through = (url: string, env: Readonly<Record<string, string | undefined>>) => proxyFor(new URL(url), env)?.href;

test.each<[Readonly<Record<string, string>>, string | undefined]>([
  [{}, undefined],
  [{ HTTPS_PROXY }, `${HTTPS_PROXY}/`],
  [{ https_proxy: HTTPS_PROXY }, `${HTTPS_PROXY}/`],
  [{ https_proxy: "http://lower:1", HTTPS_PROXY }, "http://lower:1/"],
  [{ https_proxy: "", HTTPS_PROXY }, `${HTTPS_PROXY}/`],
  [{ ALL_PROXY: HTTPS_PROXY }, `${HTTPS_PROXY}/`],
  [{ all_proxy: HTTPS_PROXY }, `${HTTPS_PROXY}/`],
  [{ HTTPS_PROXY: "proxy:3128" }, "http://proxy:3128/"],
  [{ HTTPS_PROXY: "https://me:secret@proxy:3128" }, "https://me:secret@proxy:3128/"],
  [{ HTTP_PROXY: HTTPS_PROXY }, undefined],
])("by %o, AWS is asked through %s", (env, proxy) => {
  expect(through(aws, env)).toBe(proxy);
});

test.each([
  "http://127.0.0.1:4566",
  "https://127.0.0.1:4566",
  "https://127.9.9.9",
  "https://localhost:4566",
  "https://api1.execute-api.localhost",
  "https://[::1]:4566",
  "http://emulator.example.com:4566",
])("%s is never asked through a proxy", (url) => {
  expect(through(url, { HTTPS_PROXY })).toBeUndefined();
});

describe("NO_PROXY", () => {
  const spared = (url: string, list: string): boolean => through(url, { HTTPS_PROXY, NO_PROXY: list }) === undefined;

  test.each<[string, boolean]>([
    ["*", true],
    ["kinesis.eu-west-1.amazonaws.com", true],
    ["KINESIS.eu-west-1.AmazonAWS.com", true],
    ["amazonaws.com", true],
    [".amazonaws.com", true],
    ["*.amazonaws.com", true],
    ["a.example, .amazonaws.com", true],
    ["a.example .amazonaws.com", true],
    ["amazonaws.com:443", true],
    ["amazonaws.com:8443", false],
    ["zonaws.com", false],
    ["iam.amazonaws.com", false],
    ["com.example", false],
    ["10.0.0.0/8", false],
    [" , ,", false],
    ["", false],
  ])('"%s" spares kinesis.eu-west-1.amazonaws.com: %s', (list, yes) => {
    expect(spared(aws, list)).toBe(yes);
    expect(through(aws, { HTTPS_PROXY, no_proxy: list }) === undefined).toBe(yes);
  });

  test.each<[string, string, boolean]>([
    ["https://10.1.2.3", "10.0.0.0/8", true],
    ["https://10.1.2.3", "10.1.2.3", true],
    ["https://10.1.2.3:8443", "10.1.2.3:8443", true],
    ["https://11.1.2.3", "10.0.0.0/8", false],
    ["https://10.1.2.3", "10.0.0.0/99", false],
    ["https://10.1.2.3", "nonsense/8", false],
    ["https://10.1.2.3", "2.3", false],
    ["https://[fd00::1]", "fd00::/8", true],
    ["https://[fd00::1]", "fd00::1", true],
    ["https://[fd00::1]:8443", "[fd00::1]:8443", true],
    ["https://[fd00::1]", "10.0.0.0/8", false],
  ])("%s by %s: %s", (url, list, yes) => {
    expect(spared(url, list)).toBe(yes);
  });
});

test.each(["socks5://proxy:1080", "http://", "http://a b"])(
  "%s is no address of a proxy, and is not shown",
  (value) => {
    const error = expect.objectContaining({ exitCode: 2, message: "HTTPS_PROXY is not the address of an HTTP proxy." });
    expect(() => through(aws, { HTTPS_PROXY: value })).toThrow(error);
  },
);

test("its name holds no password", () => {
  expect(proxyName("eu-west-1", { HTTPS_PROXY: "http://me:secret@proxy:3128" })).toBe("proxy:3128");
  expect(proxyName("eu-west-1", {})).toBeUndefined();
});
