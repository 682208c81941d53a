/** A request as its sender makes it, from the sender's own documents; names, addresses and ids are replaced. */
export interface SenderRequest {
  /** Below the invoke URL. */
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The records that come of it, as text; left out: an envelope with the exact body and these headers. */
  readonly records?: readonly string[];
  /** The headers in the envelope. */
  readonly kept?: Readonly<Record<string, string>>;
}

const json = { "content-type": "application/json" };

const appsflyer =
  '{"app_id":"id1217828636","platform":"ios","event_name":"af_purchase","event_value":"{\\"af_revenue\\":\\"12.50\\"}","event_time":"2026-01-31 12:00:00.123","appsflyer_id":"1547985076649-5309999","media_source":null,"is_retargeting":false}';

const structured =
  '{"specversion":"1.0","type":"com.example.someevent","id":"1234-1234-1234","source":"/mycontext/subcontext","datacontenttype":"application/json","data":{"a":1}}';

const ce = {
  "ce-specversion": "1.0",
  "ce-type": "com.example.someevent",
  "ce-time": "2018-04-05T03:56:24Z",
  "ce-id": "1234-1234-1234",
  "ce-source": "/mycontext/subcontext",
};

/** By the sender's preset. */
export const senderRequests: Readonly<Record<string, readonly SenderRequest[]>> = {
  appsflyer: [
    { headers: json, body: appsflyer, records: [appsflyer] },
    { headers: { "content-type": "application/json; charset=utf-8" }, body: appsflyer, records: [appsflyer] },
  ],
  // docs.github.com, "Example webhook delivery".
  github: [
    {
      headers: {
        ...json,
        "user-agent": "GitHub-Hookshot/044aadd",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X-Hub-Signature": "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6",
        "X-Hub-Signature-256": "sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c",
        "X-GitHub-Event": "issues",
        "X-GitHub-Hook-ID": "292430182",
      },
      body: '{"action":"opened","issue":{"url":"https://api.github.com/repos/octocat/Hello-World/issues/1347","number":1347},"repository":{"id":1296269,"full_name":"octocat/Hello-World"},"sender":{"login":"octocat","id":1}}',
      kept: {
        "X-GitHub-Event": "issues",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X-GitHub-Hook-ID": "292430182",
        "X-Hub-Signature-256": "sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c",
      },
    },
  ],
  // Stripe indents its bodies.
  stripe: [
    {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "Stripe-Signature":
          "t=1492774577,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd,v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39",
      },
      body: '{\n  "id": "evt_1NG8Du2eZvKYlo2CUI79vXWy",\n  "object": "event",\n  "type": "setup_intent.created",\n  "created": 1686089970,\n  "livemode": false\n}',
      kept: {
        "Stripe-Signature":
          "t=1492774577,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd,v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39",
      },
    },
  ],
  segment: [
    {
      headers: { ...json, "user-agent": "Segment.io/1.0", "X-Signature": "d5a5a1f8e5b7f3e0c9a4b1d2e3f405162738495a" },
      body: '{"version":1,"type":"track","userId":"019mr8mf4r","event":"Song Played","properties":{"name":"Fallin for You"},"timestamp":"2026-12-02T00:30:08.276Z"}',
      kept: { "X-Signature": "d5a5a1f8e5b7f3e0c9a4b1d2e3f405162738495a" },
    },
  ],
  // shopify.dev, "Delivery structure".
  shopify: [
    {
      headers: {
        ...json,
        "X-Shopify-Topic": "products/update",
        "X-Shopify-Hmac-Sha256": "XWmrwMey6OsLMeiZKwP4FppHH3cmAiiJJAweH5Jo4bM=",
        "X-Shopify-Shop-Domain": "example.myshopify.com",
        "X-Shopify-API-Version": "2026-01",
        "X-Shopify-Webhook-Id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
        "X-Shopify-Triggered-At": "2023-03-29T18:00:27.877041743Z",
        "X-Shopify-Event-Id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
      },
      body: '{"id":9554194432293,"title":"T-Shirt süß \\u2014","status":"active","variants":[{"id":123456789,"price":"29.99","sku":"TSHIRT-001","taxable":true}],"tags":"cotton, comfortable"}',
      kept: {
        "X-Shopify-Topic": "products/update",
        "X-Shopify-Hmac-Sha256": "XWmrwMey6OsLMeiZKwP4FppHH3cmAiiJJAweH5Jo4bM=",
        "X-Shopify-Shop-Domain": "example.myshopify.com",
        "X-Shopify-API-Version": "2026-01",
        "X-Shopify-Webhook-Id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
        "X-Shopify-Event-Id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
        "X-Shopify-Triggered-At": "2023-03-29T18:00:27.877041743Z",
      },
    },
  ],
  twilio: [
    {
      // The fragment #rc=5&rp=all stays with Twilio.
      path: "?tenant=7",
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "user-agent": "TwilioProxy/1.1",
        "X-Twilio-Signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "I-Twilio-Idempotency-Token": "e2d8fbd1-4b1e-4a4a-9c0e-0b9d3f6e4a11",
      },
      body: "SmsSid=SM00000000000000000000000000000001&SmsStatus=sent&MessageStatus=sent&To=%2B15005550006&MessageSid=SM00000000000000000000000000000001&AccountSid=AC00000000000000000000000000000000&From=%2B15005550009&ApiVersion=2010-04-01",
      kept: {
        "X-Twilio-Signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "I-Twilio-Idempotency-Token": "e2d8fbd1-4b1e-4a4a-9c0e-0b9d3f6e4a11",
      },
    },
  ],
  // Its lines end with CRLF, which the signature covers.
  sendgrid: [
    {
      headers: {
        "content-type": "application/json;charset=utf-8",
        "X-Twilio-Email-Event-Webhook-Signature":
          "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=",
        "X-Twilio-Email-Event-Webhook-Timestamp": "1600112502",
      },
      body: '[{"email":"someone@example.com","timestamp":1513299569,"smtp-id":"<14c5d75ce93.dfd.64b469@ismtpd-555>","event":"processed","category":"cat facts","sg_event_id":"sg_event_id","sg_message_id":"sg_message_id"},\r\n{"email":"someone@example.com","timestamp":1513299570,"event":"open","useragent":"Mozilla/5.0","ip":"192.0.2.1"}]\r\n',
      kept: {
        "X-Twilio-Email-Event-Webhook-Signature":
          "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=",
        "X-Twilio-Email-Event-Webhook-Timestamp": "1600112502",
      },
    },
  ],
  // docs.aws.amazon.com, "HTTP endpoint delivery request and response specifications".
  firehose: [
    {
      path: "/firehose",
      headers: {
        ...json,
        "user-agent": "Amazon Kinesis Data Firehose Agent/1.0",
        "X-Amz-Firehose-Protocol-Version": "1.0",
        "X-Amz-Firehose-Request-Id": "ed4acda5-034f-9f42-bba1-f29aea6d7d8f",
        "X-Amz-Firehose-Common-Attributes":
          '{"commonAttributes":{"deployment -context":"pre-prod-gamma","device-types":""}}',
        "X-Amz-Firehose-Source-Arn": "arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs",
      },
      body: '{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1578090901599,"records":[{"data":"aGVsbG8="},{"data":"aGVsbG8gd29ybGQ="}]}',
      records: ["hello", "hello world"],
    },
  ],
  // The examples of the specification: binary, structured and batched.
  cloudevents: [
    {
      headers: { "content-type": "application/json; charset=utf-8", ...ce },
      body: '{"a":1}',
      kept: ce,
    },
    { headers: { "content-type": "application/cloudevents+json; charset=utf-8" }, body: structured, kept: {} },
    {
      path: "/batch",
      headers: { "content-type": "application/cloudevents-batch+json; charset=utf-8" },
      body: `[${structured}]`,
      kept: {},
    },
  ],
};
