import type { Scope } from "../account/scope.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { map } from "../shape/collection.ts";
import { required } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { defaultPolicy, deliveryPolicy } from "./topic-policy.ts";
import { addTags, tagList, tagOperations } from "./topic-tags.ts";
import { checkArn, invalid, topicAt, topicsOf, type Topic } from "./topics.ts";

const PAGE = 100;
const attributeMap = map(text({ max: 262_144 }));

/** What can be set of a topic. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const settable =
  /^(DeliveryPolicy|DisplayName|Policy|KmsMasterKeyId|TracingConfig|SignatureVersion|ArchivePolicy|(HTTP|Firehose|Lambda|Application|SQS)(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn))$/;

function setAttribute({ attributes }: Topic, name: string, value: string): void {
  if (!settable.test(name)) throw invalid("AttributeName");
  // A key, unlike others, is taken away by setting it to nothing.
  if (value === "" && name !== "DisplayName") attributes.delete(name);
  else attributes.set(name, value);
}

/** Makes a topic, or gives the one of that name, where it is not asked for another way. */
const createTopic = queryOperation(
  "CreateTopic",
  { Name: required(text()), Attributes: attributeMap, Tags: tagList },
  (scope, { Name, Attributes = {}, Tags = [] }) => {
    if (!/^[\w-]{1,256}$/.test(Name)) throw invalid("Topic Name");
    const attributes = new Map(Object.entries(Attributes));
    const arn = arnOf(scope, Name);
    const there = topicsOf(scope).get(arn);
    if (there !== undefined) {
      if ([...attributes].some(([name, value]) => there.attributes.get(name) !== value))
        throw invalid("Attributes Reason: Topic already exists with different attributes");
      if (Tags.some(({ Key, Value }) => there.tags.get(Key) !== Value))
        throw invalid("Tags Reason: Topic already exists with different tags");
      return { TopicArn: arn };
    }
    const made: Topic = { attributes: new Map(), tags: new Map() };
    for (const [name, value] of attributes) setAttribute(made, name, value);
    addTags(made, Tags);
    topicsOf(scope).set(arn, made);
    return { TopicArn: arn };
  },
  (scope, { Name }) => arnOf(scope, Name),
);

/** As AWS shows a topic. */
const getTopicAttributes = queryOperation(
  "GetTopicAttributes",
  { TopicArn: required(text()) },
  (scope, { TopicArn }) => {
    const { attributes } = topicAt(scope, TopicArn);
    const usual = {
      Policy: defaultPolicy(TopicArn, scope.account.id),
      Owner: scope.account.id,
      SubscriptionsPending: "0",
      TopicArn,
      EffectiveDeliveryPolicy: attributes.get("DeliveryPolicy") ?? deliveryPolicy,
      SubscriptionsConfirmed: "0",
      DisplayName: "",
      SubscriptionsDeleted: "0",
    };
    return { Attributes: new Map([...Object.entries(usual), ...attributes]) };
  },
  (_, { TopicArn }) => TopicArn,
);

const setTopicAttributes = queryOperation(
  "SetTopicAttributes",
  { TopicArn: required(text()), AttributeName: required(text()), AttributeValue: text() },
  (scope, { TopicArn, AttributeName, AttributeValue = "" }) => {
    setAttribute(topicAt(scope, TopicArn), AttributeName, AttributeValue);
    return undefined;
  },
  (_, { TopicArn }) => TopicArn,
);

const listTopics = queryOperation(
  "ListTopics",
  { NextToken: text() },
  (scope, { NextToken: token = "" }) => {
    const after = Buffer.from(token, "base64").toString();
    const left = [...topicsOf(scope).keys()].sort().filter((arn) => arn > after);
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
export const snsOperations: readonly QueryOperation[] = [
  createTopic,
  deleteTopic,
  getTopicAttributes,
  listTopics,
  setTopicAttributes,
  ...tagOperations,
];

function arnOf({ partition, region, account }: Scope, name: string): string {
  return `arn:${partition}:sns:${region}:${account.id}:${name}`;
}
