import { connect } from "node:net";
import { proxyFor } from "../../../../aws/http/proxy-for.ts";
import { failed, ok, warning, type Check } from "../check.ts";
import type { Patient } from "../patient.ts";

/** How long a proxy may take to answer, in milliseconds. */
const PATIENCE = 5_000;

/** The proxy of HTTPS_PROXY: an address, and somebody there. */
export const proxy: Check = {
  name: "proxy",
  title: "HTTPS proxy",
  needs: ["settings"],
  async run(patient) {
    const { place } = await patient.which();
    const region = await patient.region().catch(() => "us-east-1");
    const used = place.endpoint === undefined || place.endpoint.startsWith("https:");
    const url = used
      ? (place.endpoint ?? `https://kinesis.${region}.amazonaws.com`)
      : `https://kinesis.${region}.amazonaws.com`;
    const way = proxyFor(new URL(url), patient.io.env);
    if (way === undefined) return [];
    const fault = await dial(patient, way);
    if (fault === undefined)
      return ok(`HTTPS proxy ${way.host} answers${used ? "" : "; this endpoint does not need it"}`);
    const text = `Nothing answers at the HTTPS proxy ${way.host} (${fault}).`;
    const hint = "Correct HTTPS_PROXY, or take it away for this run: env -u HTTPS_PROXY -u https_proxy COMMAND";
    return used ? failed(text, hint) : warning(`${text} This endpoint does not need it.`, hint);
  },
};

/** Why no connection can be made; undefined when one was. */
function dial({ io, clock }: Patient, { hostname, port, protocol }: URL): Promise<string | undefined> {
  const stop = new AbortController();
  const host = hostname.replace(/^\[|\]$/g, "");
  const socket = connect({ host, port: Number(port || (protocol === "https:" ? 443 : 80)) });
  const answer = new Promise<string | undefined>((resolve) => {
    socket.on("connect", () => resolve(undefined));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    const signal = AbortSignal.any([stop.signal, io.signal]);
    clock.sleep(PATIENCE, signal).then(
      () => resolve("no answer"),
      () => resolve("interrupted"),
    );
  });
  return answer.finally(() => {
    stop.abort();
    socket.destroy();
  });
}
