import {
  DeleteBucketCorsCommand,
  DeleteBucketMetricsConfigurationCommand,
  DeleteBucketWebsiteCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAnalyticsConfigurationCommand,
  GetBucketCorsCommand,
  GetBucketIntelligentTieringConfigurationCommand,
  GetBucketInventoryConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketMetricsConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketWebsiteCommand,
  ListBucketMetricsConfigurationsCommand,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAnalyticsConfigurationCommand,
  PutBucketCorsCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketMetricsConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketRequestPaymentCommand,
  PutBucketWebsiteCommand,
} from "@aws-sdk/client-s3";
import type {
  CORSRule,
  InventoryConfiguration,
  NotificationConfiguration,
  WebsiteConfiguration,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { failure, makeBucket } from "../bench.ts";

const Bucket = "orders";
let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];
const news: string[] = [];

beforeEach(async () => {
  news.length = 0;
  local = await startLocal({ onNews: (line) => void news.push(line) });
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
});
afterEach(() => local.close());

async function words(call: Promise<unknown>): Promise<string> {
  const { code, message } = await failure(call);
  return `${code}: ${message}`;
}

const cors = (...CORSRules: CORSRule[]) =>
  s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));

test("CORS rules are kept, given back and taken away", async () => {
  expect(await words(s3.send(new GetBucketCorsCommand({ Bucket })))).toMatch(/^NoSuchCORSConfiguration/);
  const rule = { AllowedMethods: ["GET", "PUT"], AllowedOrigins: ["https://a.example", ""], MaxAgeSeconds: 3000 };
  await cors({ ID: "one", AllowedHeaders: ["*"], ExposeHeaders: ["ETag"], ...rule }, rule);
  const { CORSRules } = await s3.send(new GetBucketCorsCommand({ Bucket }));
  expect(CORSRules).toEqual([{ ID: "one", AllowedHeaders: ["*"], ExposeHeaders: ["ETag"], ...rule }, rule]);
  await s3.send(new DeleteBucketCorsCommand({ Bucket }));
  expect(await words(s3.send(new GetBucketCorsCommand({ Bucket })))).toMatch(/^NoSuchCORSConfiguration/);
  expect(await words(cors({ AllowedMethods: ["PATCH"], AllowedOrigins: ["*"] }))).toBe(
    "InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is PATCH",
  );
  expect(await words(cors())).toMatch(/^MalformedXML/);
  expect(await words(cors({ AllowedMethods: ["GET"], AllowedOrigins: [] }))).toMatch(/^MalformedXML/);
});

const website = (WebsiteConfiguration: WebsiteConfiguration) =>
  s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));

test("a website's configuration is kept, given back and taken away", async () => {
  const whole = {
    IndexDocument: { Suffix: "index.html" },
    ErrorDocument: { Key: "404.html" },
    RoutingRules: [{ Condition: { KeyPrefixEquals: "a/" }, Redirect: { ReplaceKeyPrefixWith: "b/" } }],
  };
  await website(whole);
  expect(await s3.send(new GetBucketWebsiteCommand({ Bucket }))).toMatchObject(whole);
  await website({ RedirectAllRequestsTo: { HostName: "example.com", Protocol: "https" } });
  await s3.send(new DeleteBucketWebsiteCommand({ Bucket }));
  expect(await words(s3.send(new GetBucketWebsiteCommand({ Bucket })))).toMatch(/^NoSuchWebsiteConfiguration/);
});

// As AWS refused them.
const IndexDocument = { Suffix: "index.html" };
test.each<[WebsiteConfiguration, string]>([
  [{ IndexDocument: { Suffix: "/index.html" } }, "InvalidArgument: The IndexDocument Suffix is not well formed"],
  [{ IndexDocument: { Suffix: "" } }, "InvalidArgument: The IndexDocument Suffix is not well formed"],
  [{ RedirectAllRequestsTo: { HostName: "a" }, IndexDocument }, "InvalidArgument: RedirectAllRequestsTo cannot be"],
  [{ ErrorDocument: { Key: "a" } }, "InvalidArgument: A value for IndexDocument Suffix must be provided if"],
  [{ IndexDocument, RoutingRules: [{ Redirect: { Protocol: "ftp" as "http" } }] }, "InvalidRequest: Invalid protocol"],
  [
    { IndexDocument, RoutingRules: [{ Redirect: { ReplaceKeyPrefixWith: "a", ReplaceKeyWith: "b" } }] },
    "InvalidRequest: You can only define ReplaceKeyPrefix or ReplaceKey but not both.",
  ],
  [{ IndexDocument, RoutingRules: [{ Redirect: {}, Condition: {} }] }, "InvalidRequest: Condition cannot be empty."],
  [{ IndexDocument, RoutingRules: [] }, "MalformedXML"],
])("the website %j is refused", async (configuration, said) => {
  expect(await words(website(configuration))).toMatch(new RegExp(`^${said.replaceAll(".", "\\.")}`));
});

test("logging needs a bucket of its region, and ends with an empty document", async () => {
  const log = (LoggingEnabled?: { TargetBucket: string; TargetPrefix: string }) =>
    s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } }));
  const LoggingEnabled = {
    TargetBucket: Bucket,
    TargetPrefix: "log",
    TargetGrants: [
      {
        Grantee: { Type: "Group" as const, URI: "http://acs.amazonaws.com/groups/s3/LogDelivery" },
        Permission: "READ" as const,
      },
    ],
    TargetObjectKeyFormat: { SimplePrefix: {} },
  };
  await log(LoggingEnabled);
  expect((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toEqual(LoggingEnabled);
  await log();
  expect((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toBeUndefined();
  expect(await words(log({ TargetBucket: "nothing", TargetPrefix: "" }))).toBe(
    "InvalidTargetBucketForLogging: The target bucket for logging does not exist",
  );
});

test("notifications are kept with ids, and that none is sent is said", async () => {
  const set = (NotificationConfiguration: NotificationConfiguration) =>
    s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
  const queue = (more: object = {}) => ({
    QueueArn: "arn:aws:sqs:eu-west-1:000000000000:q",
    Events: ["s3:ObjectCreated:*" as const],
    ...more,
  });
  const filter = (Name: string) => ({ Filter: { Key: { FilterRules: [{ Name: Name as "prefix", Value: "a/" }] } } });
  await set({
    QueueConfigurations: [queue({ Id: "mine", ...filter("prefix") }), queue()],
    EventBridgeConfiguration: {},
  });
  expect(news).toEqual([`The notifications of the bucket ${Bucket} are kept, but the local AWS sends none.`]);
  const kept = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  expect(kept.EventBridgeConfiguration).toEqual({});
  expect(kept.QueueConfigurations).toEqual([
    queue({ Id: "mine", ...filter("Prefix") }),
    queue({ Id: expect.stringMatching(/./) as string }),
  ]);
  await set({});
  expect(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }))).not.toHaveProperty(
    "QueueConfigurations.0",
  );
  expect(news).toHaveLength(1);
  expect(await words(set({ QueueConfigurations: [queue({ QueueArn: "q" })] }))).toBe(
    "InvalidArgument: The ARN could not be parsed",
  );
  expect(await words(set({ QueueConfigurations: [queue(filter("middle"))] }))).toBe(
    "InvalidArgument: filter rule name must be either prefix or suffix",
  );
});

test("acceleration and who pays are kept", async () => {
  expect(await s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket }))).not.toHaveProperty(
    "Status",
    "Enabled",
  );
  const fast = (Status: "Enabled" | "Suspended") =>
    s3.send(new PutBucketAccelerateConfigurationCommand({ Bucket, AccelerateConfiguration: { Status } }));
  await fast("Enabled");
  expect((await s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket }))).Status).toBe("Enabled");
  expect(await words(fast("enabled" as "Enabled"))).toMatch(/^MalformedXML/);
  const paid = async () => (await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).Payer;
  expect(await paid()).toBe("BucketOwner");
  const RequestPaymentConfiguration = { Payer: "Requester" } as const;
  await s3.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration }));
  expect(await paid()).toBe("Requester");
});

test("configurations with an id are kept, listed by id in pages, and taken away", async () => {
  const put = (Id: string, MetricsConfiguration: { Id: string } = { Id }) =>
    s3.send(new PutBucketMetricsConfigurationCommand({ Bucket, Id, MetricsConfiguration }));
  const ids = Array.from({ length: 102 }, (_, at) => String(100 + at));
  await Promise.all(ids.toReversed().map((id) => put(id)));
  const list = (ContinuationToken?: string) =>
    s3.send(new ListBucketMetricsConfigurationsCommand({ Bucket, ContinuationToken }));
  const page = await list();
  expect(page.MetricsConfigurationList?.map(({ Id }) => Id)).toEqual(ids.slice(0, 100));
  const rest = await list(page.NextContinuationToken);
  expect([rest.IsTruncated, rest.MetricsConfigurationList?.map(({ Id }) => Id)]).toEqual([false, ["200", "201"]]);
  expect(await words(put("a", { Id: "b" }))).toMatch(/^IdMismatch/);
  const which = { Bucket, Id: "100" };
  await s3.send(new DeleteBucketMetricsConfigurationCommand(which));
  expect(await words(s3.send(new GetBucketMetricsConfigurationCommand(which)))).toMatch(/^NoSuchConfiguration/);
  expect(await words(s3.send(new DeleteBucketMetricsConfigurationCommand(which)))).toMatch(/^NoSuchConfiguration/);
  const odd = { Bucket, Id: "__proto__" };
  expect(await words(s3.send(new GetBucketMetricsConfigurationCommand(odd)))).toMatch(/^NoSuchConfiguration/);
});

test("inventories, analytics and tiers are given back as they came", async () => {
  const which = { Bucket, Id: "a" };
  const destination = { Bucket: "arn:aws:s3:::orders", Format: "CSV" } as const;
  const inventory = (more: object = {}): InventoryConfiguration => ({
    Id: "a",
    IsEnabled: false,
    IncludedObjectVersions: "All",
    Schedule: { Frequency: "Daily" },
    OptionalFields: ["Size", "ETag"],
    Destination: { S3BucketDestination: { ...destination, Encryption: { SSES3: {} }, ...more } },
  });
  const put = (InventoryConfiguration: InventoryConfiguration) =>
    s3.send(new PutBucketInventoryConfigurationCommand({ ...which, InventoryConfiguration }));
  await put(inventory());
  const { InventoryConfiguration } = await s3.send(new GetBucketInventoryConfigurationCommand(which));
  expect(InventoryConfiguration).toEqual(inventory());
  expect(await words(put(inventory({ Bucket: "orders" })))).toBe("InvalidS3DestinationBucket: Invalid bucket ARN.");
  expect(await words(put(inventory({ Format: "XML" })))).toMatch(/^MalformedXML/);
  const AnalyticsConfiguration = {
    Id: "a",
    Filter: { And: { Prefix: "x", Tags: [{ Key: "k", Value: "v" }] } },
    StorageClassAnalysis: {
      DataExport: { OutputSchemaVersion: "V_1", Destination: { S3BucketDestination: destination } },
    },
  } as const;
  await s3.send(
    new PutBucketAnalyticsConfigurationCommand({
      ...which,
      AnalyticsConfiguration: structuredClone(AnalyticsConfiguration) as never,
    }),
  );
  const analytics = await s3.send(new GetBucketAnalyticsConfigurationCommand(which));
  expect(analytics.AnalyticsConfiguration).toMatchObject({
    StorageClassAnalysis: AnalyticsConfiguration.StorageClassAnalysis,
  });
  const tiers = {
    Id: "a",
    Status: "Enabled" as const,
    Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" as const }],
  };
  await s3.send(
    new PutBucketIntelligentTieringConfigurationCommand({ ...which, IntelligentTieringConfiguration: tiers }),
  );
  const tiering = await s3.send(new GetBucketIntelligentTieringConfigurationCommand(which));
  expect(tiering.IntelligentTieringConfiguration).toEqual(tiers);
});
