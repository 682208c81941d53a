import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Identity } from "../../engine/context.ts";
import type { Clients } from "../clients.ts";
import { CliError } from "../../engine/errors.ts";
import { parseArn } from "../arns.ts";
import { isUnknown } from "../faults.ts";

/** The account of an emulator that does not tell it. */
const nobody: Identity = { arn: "arn:aws:iam::000000000000:root", partition: "aws", accountId: "000000000000" };

/** Whose AWS this is. An emulator of Kinesis alone has no STS, and streams all the same. */
export async function whoAmI(
  { sts }: Pick<Clients, "sts">,
  { endpoint }: { readonly endpoint: string | undefined },
): Promise<Identity> {
  try {
    const { Arn = "", Account } = await sts.send(new GetCallerIdentityCommand({}));
    const { partition, accountId } = parseArn(Arn);
    return checked({ arn: Arn, partition, accountId: Account ?? accountId });
  } catch (error) {
    if (endpoint === undefined || !isUnknown(error) || !isAws(error)) throw error;
    return nobody;
  }
}

/** What gives its answers an id as AWS does is no web server. */
function isAws(error: unknown): boolean {
  return (error as { $metadata?: { requestId?: string } }).$metadata?.requestId !== undefined;
}

/** The SDK takes any answer with status 200 for one of STS, a web page too. */
function checked(identity: Identity): Identity {
  if (/^\d{12}$/.test(identity.accountId)) return identity;
  throw new CliError("sts:GetCallerIdentity got an answer that is not AWS's.", {
    hint: "Check --endpoint-url: something else than AWS may be listening there.",
  });
}
