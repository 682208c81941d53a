import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { unless } from "../../../aws/faults.ts";
import { unlessUnsupported } from "../../../aws/unless-unsupported.ts";
import type { Context } from "../../context.ts";

/** The first of these topics that does not exist. Those of another account may be there though this one may not look; and who may not
 * look at all is told that they were not checked. */
export async function missingTopic(ctx: Context, topics: readonly string[]): Promise<string | undefined> {
  const own = topics.filter((arn) => arn.split(":")[4] === ctx.identity.accountId);
  if (own.length === 0) return undefined;
  const sns = await ctx.clients.lazily.sns();
  const looks = own.map((TopicArn) =>
    unlessUnsupported(ctx, async () => {
      const look = async () => {
        const seen = await unless(["NotFound"], () => sns.send(new GetTopicAttributesCommand({ TopicArn })));
        return seen !== undefined;
      };
      const isThere = await unless(["AuthorizationError", "AccessDenied"], look);
      if (isThere === undefined) warn(ctx, TopicArn);
      return isThere;
    }),
  );
  const seen = await Promise.all(looks);
  return own.find((_, index) => seen[index] === false);
}

function warn({ report }: Context, topic: string): void {
  const text = `You may not look at the SNS topic ${topic} (sns:GetTopicAttributes): whether it exists was not checked.`;
  report.event({ type: "warning", text });
}
