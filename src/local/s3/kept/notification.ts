import { randomUUID } from "node:crypto";
import { news } from "../../account/news.ts";
import { invalidArgument } from "../faults.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import type { Members } from "../xml/shaped.ts";
import type { XmlMembers } from "../xml/write-xml.ts";
import { keptSetting } from "./kept-setting.ts";

const rest: Members = {
  "Event+": "text",
  "Filter?": { "S3Key?": { "FilterRule*": { Name: "text", Value: "text" } } },
};

/** The element that names each kind of destination, and the service in its ARN. */
const destinations = {
  TopicConfiguration: { element: "Topic", service: "sns" },
  QueueConfiguration: { element: "Queue", service: "sqs" },
  CloudFunctionConfiguration: { element: "CloudFunction", service: "lambda" },
} as const;

/** Who would be told of changes of objects. Nobody is: that is said once. An empty document ends it. */
export const notificationOperations = keptSetting({
  put: "PutBucketNotificationConfiguration",
  get: "GetBucketNotificationConfiguration",
  about: "notification",
  root: "NotificationConfiguration",
  members: {
    "TopicConfiguration*": { "Id?": "text", Topic: "text", ...rest },
    "QueueConfiguration*": { "Id?": "text", Queue: "text", ...rest },
    "CloudFunctionConfiguration*": { "Id?": "text", CloudFunction: "text", ...rest },
    "EventBridgeConfiguration?": {},
  },
  may: ["s3:GetBucketNotification", "s3:PutBucketNotification"],
  needsSum: false,
  check: (document) => document.children.forEach(checkDestination),
  keep(members, { scope, bucketName }) {
    const kept = Object.entries(members).map(([name, value]) => [name, isList(value) ? value.map(named) : value]);
    const words = `The notifications of the bucket ${bucketName} are kept, but the local AWS sends none.`;
    if (kept.length > 0) scope.account.corner(news, "").tell(words);
    return Object.fromEntries(kept) as XmlMembers;
  },
  without: {},
});

function checkDestination(configuration: XmlElement): void {
  const { name } = configuration;
  if (!isDestination(name)) return;
  const { element, service } = destinations[name];
  const arn = configuration.textOf(element) ?? "";
  if (!new RegExp(`^arn:[^:]+:${service}:[^:]*:[^:]*:.+$`).test(arn))
    throw invalidArgument("The ARN could not be parsed", element, arn);
  const events = configuration.all("Event").map(({ text }) => text);
  const odd = events.find((event) => !/^s3:[A-Za-z]+(?::(?:[A-Za-z]+|\*))?$/.test(event));
  if (odd !== undefined) throw invalidArgument("The event is not supported for notifications", "Event", odd);
  for (const rule of configuration.child("Filter")?.child("S3Key")?.all("FilterRule") ?? []) {
    const given = rule.textOf("Name") ?? "";
    if (["prefix", "suffix"].includes(given.toLowerCase())) continue;
    throw invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", given);
  }
}

function isDestination(name: string): name is keyof typeof destinations {
  return Object.hasOwn(destinations, name);
}

function isList(value: unknown): value is readonly XmlMembers[] {
  return Array.isArray(value);
}

/** With an id, and the names of filters as S3 spells them. */
function named({ Id = randomUUID(), Filter, ...members }: XmlMembers): XmlMembers {
  if (Filter === undefined) return { Id, ...members };
  const { S3Key } = Filter as { readonly S3Key?: { readonly FilterRule?: readonly XmlMembers[] } };
  const rules = S3Key?.FilterRule?.map(({ Name, Value }) => ({ Name: capital(String(Name)), Value }));
  return { Id, ...members, Filter: { S3Key: { FilterRule: rules } } };
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1).toLowerCase();
}
