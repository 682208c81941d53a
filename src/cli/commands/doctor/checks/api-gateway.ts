import { addressOf, greet } from "../../../../watch/diagnose/greet.ts";
import { failed, ok, type Check } from "../check.ts";

/** Regions of AWS that have Kinesis and no API Gateway, by botocore's endpoints.json of November 2026. */
const without: readonly string[] = ["us-isob-west-1", "us-isof-east-1", "us-isof-south-1"];

/** API Gateway is there in the region. */
export const apiGateway: Check = {
  name: "api-gateway",
  title: "API Gateway",
  needs: ["region", "proxy"],
  async run(patient) {
    const [{ place }, region, clients] = await Promise.all([patient.which(), patient.region(), patient.clients()]);
    if (without.includes(region)) return missing(region);
    if (place.endpoint !== undefined) return [];
    const { clock, io } = patient;
    const url = addressOf(clients, "apigateway", region);
    const how = { region, emulated: false, signal: io.signal, now: () => clock.now() };
    try {
      const { isAws, status } = await greet(clients, url, how);
      if (isAws) return ok(`API Gateway in ${region}`);
      return failed(
        `${url} is not API Gateway (HTTP ${status}).`,
        "Is a firewall or a sign-in page of the network in between?",
      );
    } catch (error) {
      io.signal.throwIfAborted();
      if ((error as { code?: unknown }).code !== "ENOTFOUND") throw error;
      // Where no name of AWS is found, it is not the region, and the endpoint's own check says so.
      const isFound = await greet(clients, addressOf(clients, "kinesis", region), how).then(
        () => true,
        () => false,
      );
      return isFound ? missing(region) : [];
    }
  },
};

function missing(region: string) {
  return failed(
    `There is no API Gateway in ${region}.`,
    "Choose another region with --region, such as eu-west-1 or ap-northeast-2.",
  );
}
