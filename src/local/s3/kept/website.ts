import { invalidArgument, malformedXml, s3Fault } from "../faults.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import { keptSetting } from "./kept-setting.ts";

const most = 50;

/** The configuration of a website, which is not served. */
export const websiteOperations = keptSetting({
  put: "PutBucketWebsite",
  get: "GetBucketWebsite",
  remove: "DeleteBucketWebsite",
  about: "website",
  root: "WebsiteConfiguration",
  members: {
    "RedirectAllRequestsTo?": { HostName: "text", "Protocol?": "text" },
    "IndexDocument?": { "Suffix?": "text" },
    "ErrorDocument?": { Key: "text" },
    "RoutingRules?": {
      "RoutingRule+": {
        "Condition?": { "KeyPrefixEquals?": "text", "HttpErrorCodeReturnedEquals?": "text" },
        Redirect: {
          "Protocol?": "text",
          "HostName?": "text",
          "ReplaceKeyPrefixWith?": "text",
          "ReplaceKeyWith?": "text",
          "HttpRedirectCode?": "text",
        },
      },
    },
  },
  may: ["s3:GetBucketWebsite", "s3:PutBucketWebsite", "s3:DeleteBucketWebsite"],
  needsSum: true,
  check,
  without: ["NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"],
});

function check(document: XmlElement): void {
  const all = document.child("RedirectAllRequestsTo");
  if (all !== undefined && document.children.length > 1) {
    const message = "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.";
    throw invalidArgument(message, "RedirectAllRequestsTo", "not null");
  }
  if (all !== undefined) return checkProtocol(all);
  const index = document.child("IndexDocument");
  if (index === undefined) {
    const message = "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty";
    throw invalidArgument(message, "IndexDocument", "null");
  }
  const suffix = index.textOf("Suffix") ?? "";
  if (suffix === "" || suffix.includes("/"))
    throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
  const rules = document.child("RoutingRules")?.all("RoutingRule") ?? [];
  if (rules.length > most) throw malformedXml();
  rules.forEach(checkRule);
}

function checkRule(rule: XmlElement): void {
  const redirect = rule.child("Redirect");
  if (redirect?.child("ReplaceKeyPrefixWith") !== undefined && redirect.child("ReplaceKeyWith") !== undefined)
    throw s3Fault("InvalidRequest", "You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  if (rule.child("Condition")?.children.length === 0) {
    const message =
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.";
    throw s3Fault("InvalidRequest", message);
  }
  if (redirect !== undefined) checkProtocol(redirect);
}

function checkProtocol(redirect: XmlElement): void {
  if (["http", "https"].includes(redirect.textOf("Protocol") ?? "http")) return;
  const message =
    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.";
  throw s3Fault("InvalidRequest", message);
}
