import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createClients } from "../../../src/aws/create-clients.ts";
import { deskAt } from "../../journeys/cli.ts";
import { runHere } from "../../journeys/in-process.ts";
import { main } from "../../../src/main.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { httpServer, type Reply } from "../../helpers/http-server.ts";

const serial = "arn:aws:iam::111122223333:mfa/ana";
const xml = { "content-type": "text/xml", "x-amzn-requestid": "r1" };
const session: Reply = {
  status: 200,
  headers: xml,
  body: `<AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/r/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
};
const nothing: Reply = {
  status: 200,
  headers: { "content-type": "application/json", "x-amzn-requestid": "r" },
  body: "{}",
};

/** A home with these AWS profiles; `command` notes that it ran. */
async function profiles() {
  const home = await realpath(await mkdtemp(join(tmpdir(), "kinesis-proxy-profiles-")));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const [ran, script] = [join(home, "ran"), join(home, "credentials.mjs")];
  const keys = { Version: 1, AccessKeyId: "process", SecretAccessKey: "secret" };
  await writeFile(
    script,
    `import { appendFileSync } from "node:fs";\nappendFileSync(${JSON.stringify(ran)}, "ran\\n");\nconsole.log(${JSON.stringify(JSON.stringify(keys))});\n`,
  );
  const config = `
[profile process]
credential_process = "${process.execPath}" "${script}"
[profile base]
aws_access_key_id = base
aws_secret_access_key = secret
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = base
mfa_serial = ${serial}
`;
  await writeFile(join(home, "config"), config);
  vi.stubEnv("AWS_CONFIG_FILE", join(home, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(home, "none"));
  onTestFinished(() => void vi.unstubAllEnvs());
  return { ran: async () => (await readFile(ran, "utf8")).match(/ran/g)?.length };
}

function clientsOf(profile: string, endpoint: string, askMfaCode: (serial: string) => Promise<string>) {
  const report = { event: () => undefined };
  const options = { region: "eu-west-1", endpoint, profile, credentials: undefined, env: {}, askMfaCode };
  return createClients({ ...options, clock: fakeClock(), signal: new AbortController().signal, report });
}

async function askAll({ kinesis, iam, apigateway, sts }: ReturnType<typeof clientsOf>): Promise<void> {
  await Promise.all([
    kinesis.send(new ListStreamsCommand({})),
    apigateway.send(new GetRestApisCommand({})),
    iam.send(new ListRolesCommand({})).catch(() => undefined),
    sts.send(new GetCallerIdentityCommand({})).catch(() => undefined),
  ]);
  await kinesis.send(new ListStreamsCommand({}));
}

test("a program that gives credentials runs once a command, whichever services are called", async () => {
  const { ran } = await profiles();
  const server = await httpServer(nothing);
  await askAll(clientsOf("process", server.url, () => Promise.reject(new Error("nobody asked for a code"))));
  expect(await ran()).toBe(1);
});

test("a profile with an MFA device asks for its code, once, and calls with what that gives", async () => {
  await profiles();
  const server = await httpServer(session, nothing);
  vi.stubEnv("AWS_ENDPOINT_URL", server.url);
  const asked: string[] = [];
  const clients = clientsOf("mfa", server.url, async (device) => {
    asked.push(device);
    return "123456";
  });
  await askAll(clients);
  expect(asked).toEqual([serial]);
  expect(server.asked[0]?.body).toContain("TokenCode=123456");
  expect(server.asked[0]?.body).toContain(`SerialNumber=${encodeURIComponent(serial)}`);
  expect(server.asked.filter(({ body }) => body.includes("AssumeRole"))).toHaveLength(1);
  expect(server.asked.at(-1)?.headers.authorization).toContain("Credential=ASIASESSION/");
});

test("without a terminal it is exit code 2, and the next thing to do", async () => {
  await profiles();
  const server = await httpServer(nothing);
  const words = ["status", "--profile", "mfa", "--region", "eu-west-1", "--endpoint-url", server.url];
  expect(await runHere(await deskAt(undefined), ...words)).toMatchObject({
    code: 2,
    stderr: `error: The profile needs a code from the MFA device ${serial}, and there is no terminal to ask on.\nhint:  Get credentials for a session first ("aws sts get-session-token"), or choose another --profile.\n`,
  });
  expect(server.asked).toEqual([]);
});

test("on a terminal the code is asked for before anything else", async () => {
  await profiles();
  const server = await httpServer(session, nothing);
  vi.stubEnv("AWS_ENDPOINT_URL", server.url);
  const io = await fakeIo({ tty: true, input: "654321\n" });
  await main(["status", "--profile", "mfa", "--region", "eu-west-1", "--endpoint-url", server.url], io);
  expect(io.stderr.text).toContain(`MFA code for ${serial}: `);
  expect(server.asked[0]?.body).toContain("TokenCode=654321");
});
