import { addressOf, greet } from "../../../../watch/diagnose/greet.ts";
import { failed, ok, warning, type Check } from "../check.ts";

/** From how many milliseconds on a clock that is off is worth a word, and from how many AWS refuses signatures.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
const [WORTH, REFUSED] = [60_000, 300_000];

/** This machine's clock against the one of AWS. */
export const clock: Check = {
  name: "clock",
  title: "Clock",
  needs: ["endpoint"],
  async run(patient) {
    const [{ place }, region, clients] = await Promise.all([patient.which(), patient.region(), patient.clients()]);
    const now = (): number => patient.clock.now();
    const emulated = place.endpoint !== undefined;
    const url = place.endpoint ?? addressOf(clients, "sts", region);
    const { date, ms } = await greet(clients, url, { region, emulated, signal: patient.io.signal, now });
    if (date === undefined) return [];
    // The answer was written somewhere between the request and now, in the second that it names.
    const off = now() - ms / 2 - (date + 500);
    const far = Math.abs(off);
    if (far < WORTH) return ok("Clock as AWS's");
    const text = `This machine's clock is ${duration(far)} ${off > 0 ? "ahead of" : "behind"} AWS's.`;
    const hint = "Set it by the network: sudo timedatectl set-ntp true (Linux), sudo sntp -sS time.apple.com (macOS).";
    return far < REFUSED
      ? warning(text, hint)
      : failed(`${text} AWS refuses what is signed more than 5 min off.`, hint);
  },
};

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
