import { CliError } from "../../../engine/errors.ts";
import { probeOnce } from "../../endpoint/prove-endpoint.ts";
import type { Session } from "../../session.ts";
import { isCovered } from "../../widening/is-covered.ts";

/** Addresses that belong to nobody (RFC 5737 and 3849). */
const others = ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1"];

/** On the local AWS, proves by two requests from simulated addresses that the list lets in its first address, and no other one. */
export async function proveBothSides(session: Session): Promise<void> {
  const { config, place, report } = session;
  const [first] = config.allowIps ?? [];
  const outside = others.find((one) => !isCovered(one, config.allowIps ?? []));
  if (!place.local || first === undefined || outside === undefined) return;
  // Of every address, one that a caller could have.
  const inside = first.endsWith("/0") ? others.find((one) => isCovered(one, [first]))! : first.split("/")[0]!;
  const [allowed, refused] = [await probeOnce(session, inside), await probeOnce(session, outside)];
  const isIn = allowed.type === "serving" && allowed.refused !== "address";
  const isOut = refused.type === "serving" && refused.refused === "address";
  if (!isIn) throw new CliError(`${inside} is in the list, and the endpoint refuses it.`, { hint });
  if (!isOut) throw new CliError(`${outside} is not in the list, and the endpoint lets it in.`, { hint });
  report.event({ type: "note", text: `Proved: ${inside} may call, and ${outside} gets 403.` });
}

const hint = 'Run "kinesis-proxy status" to see what differs.';
