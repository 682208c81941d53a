import dns from "node:dns";
import { afterEach, expect, test, vi } from "vitest";
import type { Clients } from "../../../../../src/aws/clients.ts";
import { apiGateway } from "../../../../../src/cli/commands/doctor/checks/api-gateway.ts";
import { patientOf, type Patient } from "../../../../../src/cli/commands/doctor/patient.ts";
import { runDoctor } from "../../../../../src/cli/commands/doctor/run-doctor.ts";
import type { Result } from "../../../../../src/cli/commands/doctor/run-checks.ts";
import { fakeClock } from "../../../../helpers/fake-clock.ts";
import { fakeIo } from "../../../../helpers/fake-io.ts";
import { httpServer } from "../../../../helpers/http-server.ts";
import { recordingReporter } from "../../../../helpers/recording-reporter.ts";

afterEach(() => vi.restoreAllMocks());

/** From now on names are not found, for that reason; addresses are. */
function noNames(code: "ENOTFOUND" | "EAI_AGAIN", but: (name: string) => boolean = () => false): void {
  const real = dns.lookup;
  const none = ((name: string, options: never, done: (error: Error | null) => void) =>
    but(name)
      ? real(name, options, done as never)
      : done(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }))) as typeof dns.lookup;
  vi.spyOn(dns, "lookup").mockImplementation(none);
}

/** A patient on AWS itself, whose services are at these addresses. */
async function patientAt(addresses: { readonly kinesis: string; readonly apigateway: string }): Promise<Patient> {
  const options = { region: "eu-west-1", color: false as const };
  const tools = { clock: fakeClock(), report: recordingReporter(), nodeVersion: "24.0.0" };
  const patient = patientOf(await fakeIo(), options, tools);
  const at = (url: string) => ({ endpointProvider: () => ({ url: new URL(url) }) });
  const clients = async (): Promise<Clients> => {
    const real = await patient.clients();
    const [kinesis, apigateway] = [at(addresses.kinesis), at(addresses.apigateway)];
    return {
      ...real,
      kinesis: { config: { ...real.kinesis.config, ...kinesis } },
      apigateway: { config: { ...real.apigateway.config, ...apigateway } },
    } as Clients;
  };
  return { ...patient, clients };
}

const aws = { status: 403, headers: { "x-amzn-requestid": "1" }, body: "" };

test.each(["ENOTFOUND", "EAI_AGAIN"] as const)(
  "where no name of AWS is found (%s), it is the network, not the region",
  async (code) => {
    noNames(code);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    const report = recordingReporter();
    const env = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const options = { region: "eu-west-1", color: false as const };
    const io = { ...(await fakeIo()), env };
    expect(await runDoctor(io, options, { report, clock: fakeClock(), nodeVersion: "24.0.0" })).toBe(3);
    const { checks } = report.answers[0]!.value as { checks: readonly Result[] };
    const failed = checks.filter(({ result }) => result === "failed");
    expect(failed).toMatchObject([{ check: "endpoint", text: "The address of AWS in eu-west-1 cannot be found." }]);
    expect(failed[0]?.hint).toMatch(/^Check the network/);
    expect(checks).toContainEqual({ check: "region", result: "ok", text: "Region eu-west-1" });
  },
);

test("where Kinesis has an address and API Gateway has none, it is the region", async () => {
  const { url: kinesis } = await httpServer(aws);
  noNames("ENOTFOUND", (name) => name === "127.0.0.1");
  const patient = await patientAt({ kinesis, apigateway: "http://apigateway.invalid/" });
  expect(await apiGateway.run(patient)).toMatchObject({
    result: "failed",
    text: "There is no API Gateway in eu-west-1.",
  });
});

test("where Kinesis answers and API Gateway's address cannot be asked for, it is not the region", async () => {
  const { url: kinesis } = await httpServer(aws);
  noNames("EAI_AGAIN", (name) => name === "127.0.0.1");
  const patient = await patientAt({ kinesis, apigateway: "http://apigateway.invalid/" });
  await expect(apiGateway.run(patient)).rejects.toMatchObject({ code: "EAI_AGAIN" });
});

test("what answers at its address must be AWS", async () => {
  const { url: kinesis } = await httpServer(aws);
  const { url: page } = await httpServer({ status: 200, body: "<h1>Sign in</h1>" });
  expect(await apiGateway.run(await patientAt({ kinesis, apigateway: page }))).toMatchObject({
    result: "failed",
    text: `${page}/ is not API Gateway (HTTP 200).`,
  });
  expect(await apiGateway.run(await patientAt({ kinesis, apigateway: kinesis }))).toMatchObject({ result: "ok" });
});
