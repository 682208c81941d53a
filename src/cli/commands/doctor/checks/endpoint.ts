import { addressOf, greet } from "../../../../watch/diagnose/greet.ts";
import { explain } from "../../../../aws/explain/explain.ts";
import { failed, ok, type Check, type Finding } from "../check.ts";
import type { Patient } from "../patient.ts";

/** Each address that calls go to: somebody there, and really AWS. */
export const endpoint: Check = {
  name: "endpoint",
  title: "Endpoint",
  needs: ["region", "proxy"],
  async run(patient) {
    const { place } = await patient.which();
    const urls = await addresses(patient);
    const all = await Promise.all(urls.map((url) => look(patient, url)));
    const bad = all.filter(({ result }) => result !== "ok");
    const [first] = bad;
    // What is wrong with all of them is said once.
    if (first !== undefined && bad.length === all.length && bad.every(({ text }) => text === first.text)) return first;
    if (bad.length > 0) return bad;
    return ok(
      place.endpoint === undefined ? `AWS answers (${urls.length} services)` : `${place.endpoint} answers as AWS does`,
    );
  },
};

async function addresses(patient: Patient): Promise<readonly string[]> {
  const { place } = await patient.which();
  const { endpoint, serviceEndpoints = {} } = place;
  if (endpoint !== undefined) return [...new Set([endpoint, ...Object.values(serviceEndpoints)])];
  const [clients, region] = await Promise.all([patient.clients(), patient.region()]);
  // API Gateway has a check of its own.
  return (["sts", "iam", "kinesis"] as const).map((service) => addressOf(clients, service, region));
}

async function look(patient: Patient, url: string): Promise<Finding> {
  const { place } = await patient.which();
  const [clients, region, asker] = await Promise.all([patient.clients(), patient.region(), patient.asker()]);
  const { clock, io } = patient;
  const emulated = place.endpoint !== undefined;
  try {
    const { isAws, status } = await greet(clients, url, {
      region,
      emulated,
      signal: io.signal,
      now: () => clock.now(),
    });
    if (isAws) return ok(url);
    return failed(
      `${url} is not AWS: it answers like something else (HTTP ${status}).`,
      emulated
        ? "Check --endpoint-url (or AWS_ENDPOINT_URL): something else may be listening there."
        : "A firewall or a sign-in page of the network may be in between: open the address in a browser.",
    );
  } catch (error) {
    io.signal.throwIfAborted();
    const told = explain(error, asker);
    const why = error instanceof Error ? error.message : String(error);
    return failed(
      told?.message ?? `${url} cannot be reached: ${why}`,
      told?.hint ?? "Check the network, a firewall, and HTTPS_PROXY.",
    );
  }
}
