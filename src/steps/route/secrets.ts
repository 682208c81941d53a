import { CliError } from "../../engine/errors.ts";
import { secretsIn, type Secrets } from "../../mapping/handshake/secrets.ts";
import type { RouteIntegration, RouteKind } from "../../mapping/route.ts";
import type { Config } from "../../settings/config.ts";

/** The secrets that stand in the templates of an integration. */
export function secretsOf(integration: RouteIntegration | undefined): Secrets {
  if (integration === undefined) return {};
  const answers = Object.values(integration.responses).flatMap(({ templates }) => Object.values(templates));
  return secretsIn([...Object.values(integration.requestTemplates), ...answers]);
}

/** Can the templates of this proxy hold a secret? */
export function comparesSecrets({ handshake, batchFrom }: Config): boolean {
  return Boolean(handshake) || batchFrom?.type === "firehose";
}

/** Throws where templates are to be put that compare a secret of which only the deployed ones had the value, and they are gone. */
export function refuseForgotten(kind: RouteKind, config: Config, kept: Secrets): void {
  const { handshake, handshakeToken, batchFrom, firehoseKey } = config;
  const { name = "", value } = handshakeToken ?? {};
  const known = value !== undefined || (kept.handshakeTokenName === name && kept.handshakeToken !== undefined);
  if ((kind === "put" || kind === "get") && handshake && name !== "" && !known)
    throw forgotten("--handshake-token", `${name}=VALUE`);
  const keyed = kind === "batch" && batchFrom?.type === "firehose" && firehoseKey?.asked === true;
  if (keyed && (firehoseKey.value ?? kept.firehoseKey) === undefined) throw forgotten("--firehose-key", "VALUE");
}

function forgotten(flag: string, form: string): CliError {
  return new CliError(`The value of ${flag} stood in the deployed templates only, and they are gone.`, {
    hint: `Run the same command with ${flag} ${form}, or with ${flag.replace("--", "--no-")} for none.`,
  });
}
