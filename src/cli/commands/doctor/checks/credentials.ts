import { credentialSource } from "../../../../watch/diagnose/credential-source.ts";
import { profileNames } from "../../../../aws/credentials/profile-names.ts";
import { failed, ok, warning, type Check } from "../check.ts";

/** Credentials that end sooner may end in the middle of a run, in milliseconds. */
const SOON = 15 * 60_000;

/** The credentials: which, and until when. */
export const credentials: Check = {
  name: "credentials",
  title: "Credentials",
  needs: ["settings"],
  async run(patient) {
    const { place } = await patient.which();
    if (place.credentials !== undefined) return ok("Credentials: none are needed here");
    const profile = place.profile ?? (patient.io.env["AWS_PROFILE"] || undefined);
    const clients = await patient.clients();
    const found = await credentialSource(clients).catch(async (error: unknown) => {
      const names = profile === undefined ? [] : await profileNames().catch(() => []);
      if (profile === undefined || names.includes(profile)) throw error;
      return noProfile(profile, names);
    });
    if ("result" in found) return found;
    const { source, expiresAt, keyId } = found;
    const by = profile === undefined ? "" : ` of profile ${profile}`;
    const text = `Credentials${by}: ${source ?? "of the SDK's default chain"}, key ${keyId}`;
    if (expiresAt === undefined) return ok(text);
    const until = `${new Date(expiresAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const left = expiresAt - patient.clock.now();
    const signIn = `Sign in again: aws sso login${profile === undefined ? "" : ` --profile ${profile}`}`;
    if (left <= 0) return failed(`The credentials${by} expired at ${until}.`, signIn);
    if (left < SOON) return warning(`${text}, until ${until}: in ${Math.ceil(left / 60_000)} min.`, signIn);
    return ok(`${text}, until ${until}`);
  },
};

function noProfile(profile: string, names: readonly string[]) {
  return failed(
    `There is no AWS profile "${profile}".`,
    names.length === 0
      ? `There is none at all. Make it with: aws configure --profile ${profile}`
      : `There are: ${names.slice(0, 12).join(", ")}. Choose one with --profile or AWS_PROFILE.`,
  );
}
