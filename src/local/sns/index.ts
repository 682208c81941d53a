import type { Corner } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { required } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { defaultPolicy, deliveryPolicy } from "./topic-policy.ts";

/** The topics of a region, by ARN. */
const corner: Corner<Set<string>> = { name: "sns.topics", make: () => new Set() };
const PAGE = 100;

const topicsOf = ({ account, region }: Scope): Set<string> => account.corner(corner, region);

/** Makes a topic, or gives the one of that name. */
const createTopic = queryOperation(
  "CreateTopic",
  { Name: required(text()) },
  (scope, { Name }) => {
    if (!/^[\w-]{1,256}$/.test(Name)) throw invalid("Topic Name");
    const arn = arnOf(scope, Name);
    topicsOf(scope).add(arn);
    return { TopicArn: arn };
  },
  (scope, { Name }) => arnOf(scope, Name),
);

/** As AWS shows a new topic. */
const getTopicAttributes = queryOperation(
  "GetTopicAttributes",
  { TopicArn: required(text()) },
  (scope, { TopicArn }) => {
    checkArn(TopicArn);
    if (!topicsOf(scope).has(TopicArn)) throw new Fault("NotFound", "Topic does not exist", 404);
    const attributes = {
      Policy: defaultPolicy(TopicArn, scope.account.id),
      Owner: scope.account.id,
      SubscriptionsPending: "0",
      TopicArn,
      EffectiveDeliveryPolicy: deliveryPolicy,
      SubscriptionsConfirmed: "0",
      DisplayName: "",
      SubscriptionsDeleted: "0",
    };
    return { Attributes: new Map(Object.entries(attributes)) };
  },
  (_, { TopicArn }) => TopicArn,
);

const listTopics = queryOperation(
  "ListTopics",
  { NextToken: text() },
  (scope, { NextToken: token = "" }) => {
    const after = Buffer.from(token, "base64").toString();
    const left = [...topicsOf(scope)].sort().filter((arn) => arn > after);
    const shown = left.slice(0, PAGE);
    const next = left.length > PAGE ? Buffer.from(shown.at(-1) ?? "").toString("base64") : undefined;
    return { Topics: shown.map((TopicArn) => ({ TopicArn })), NextToken: next };
  },
  () => "*",
);

/** Of a topic that is not there it is no error. */
const deleteTopic = queryOperation(
  "DeleteTopic",
  { TopicArn: required(text()) },
  (scope, { TopicArn }) => {
    checkArn(TopicArn);
    topicsOf(scope).delete(TopicArn);
    return undefined;
  },
  (_, { TopicArn }) => TopicArn,
);

/** Topics that alarms can name. There are no subscriptions, and nothing is delivered. */
export const snsOperations: readonly QueryOperation[] = [createTopic, deleteTopic, getTopicAttributes, listTopics];

function arnOf({ partition, region, account }: Scope, name: string): string {
  return `arn:${partition}:sns:${region}:${account.id}:${name}`;
}

function checkArn(arn: string): void {
  const parts = arn.split(":").length;
  if (parts < 6) throw invalid(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts}`);
}

function invalid(what: string): Fault {
  return new Fault("InvalidParameter", `Invalid parameter: ${what}`);
}
