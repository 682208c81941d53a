/** What a known sender needs of the endpoint, and what its console needs of us. */
export interface Preset {
  /** As the sender calls it. */
  readonly sender: string;
  /** The sender's own page, and when it was read. */
  readonly source: string;
  readonly date: string;
  /** By their names in the table of settings, as kinesis-proxy.json may give them. */
  readonly settings: Readonly<Record<string, boolean | string | readonly string[]>>;
  /** What to type into the sender's console; {url} and {batch} are the invoke URLs of the two routes. */
  readonly fields: readonly string[];
  /** Does it send again what got 429, and how? */
  readonly resends: "yes" | "no" | "some";
  readonly again: string;
  /** What beside the sender itself nobody has tried, or no document of its own says; may be empty. */
  readonly untested: string;
}

/** A signature is over the exact bytes of the body: the envelope keeps them beside the headers that hold it. */
const signed = (accept: readonly string[], headers: readonly string[]) => ({
  accept,
  envelope: headers,
  envelopeBody: "text",
  envelopeInclude: "none",
});

/** Bundles of settings for known senders, by name. */
export const presets: Readonly<Record<string, Preset>> = {
  appsflyer: {
    sender: "AppsFlyer Push API",
    source: "https://support.appsflyer.com/hc/en-us/articles/207034356-Push-API",
    date: "2026-11",
    settings: { accept: ["any"], envelope: false, envelopeBody: "parsed", envelopeInclude: "none" },
    fields: ["Integration > API Access > Push API > Add endpoint", "HTTP method: POST", "Endpoint URL: {url}"],
    resends: "no",
    again: "An old copy of its page says no: give the stream spare shards, or --on-demand.",
    untested:
      "Its newer pages, read in part, confirm POST with JSON and GET (up --get-events), and say nothing of sending again, the Content-Type (hence --accept any) or a signature. The menu and a header of yours are from documents of others.",
  },
  github: {
    sender: "GitHub webhooks",
    source: "https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers",
    date: "2026-11",
    settings: signed(
      ["json", "form"],
      ["X-GitHub-Event", "X-GitHub-Delivery", "X-GitHub-Hook-ID", "X-Hub-Signature-256"],
    ),
    fields: [
      "Settings > Webhooks > Add webhook",
      "Payload URL: {url}",
      "Content type: application/json; secret: one of yours, which X-Hub-Signature-256 in each record is made with",
    ],
    resends: "no",
    again: "It sends nothing again by itself; for 3 days its page and its API deliver again what failed.",
    untested:
      "Payloads reach 25 MB, an endpoint takes 10 MB, and a record 1 MiB unless the stream allows more. An answer must come within 10 s.",
  },
  stripe: {
    sender: "Stripe webhooks",
    source: "https://docs.stripe.com/webhooks/process-undelivered-events",
    date: "2026-11",
    settings: signed(["json"], ["Stripe-Signature"]),
    fields: [
      "Workbench > Webhooks > Create new destination",
      "Endpoint URL: {url}",
      "Signing secret: Stripe shows it; Stripe-Signature in each record is made with it",
    ],
    resends: "yes",
    again: "For up to 3 days, with growing pauses.",
    untested:
      "Read in part: that 429 counts as undelivered is derived, and that a sandbox tries 3 times in a few hours is said by others.",
  },
  segment: {
    sender: "Segment webhooks",
    source: "https://www.twilio.com/docs/segment/connections/destinations/catalog/actions-webhook",
    date: "2026-11",
    settings: signed(["json"], ["X-Signature"]),
    fields: [
      "Connections > Catalog > Webhooks (Actions)",
      "URL: {url}",
      "Method: POST; batching: off, since a signature covers the first event of a batch only",
      "Settings > Advanced Settings > Shared secret: one of yours, which X-Signature (SHA-1) in each record is made with",
    ],
    resends: "yes",
    again: "For 4 hours, with growing pauses, as all failed calls to destinations.",
    untested:
      "That 429 counts as failed, and that an answer must come within 5 s, is not on this page. Bodies of a batch, up to 4000 events, may be too large for a record.",
  },
  shopify: {
    sender: "Shopify webhooks",
    source: "https://shopify.dev/docs/apps/build/webhooks/delivery-structure",
    date: "2026-11",
    settings: signed(
      ["json", "application/xml"],
      [
        "X-Shopify-Topic",
        "X-Shopify-Hmac-Sha256",
        "X-Shopify-Shop-Domain",
        "X-Shopify-API-Version",
        "X-Shopify-Webhook-Id",
        "X-Shopify-Event-Id",
        "X-Shopify-Triggered-At",
      ],
    ),
    fields: [
      "Settings > Notifications > Webhooks > Create webhook, or `uri` of a subscription in shopify.app.toml",
      "URL: {url}",
      "Format: JSON",
      "Secret: the app's client secret, or the key shown under Webhooks; X-Shopify-Hmac-Sha256 in each record is made with it",
    ],
    resends: "yes",
    again: "8 times in 4 hours; then a subscription of its Admin API is deleted.",
    untested:
      "Its page was read in part. That 429 counts as failed, as all but 2xx, and the key shown under Webhooks are from documents of others.",
  },
  twilio: {
    sender: "Twilio status callbacks",
    source: "https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides",
    date: "2026-11",
    settings: {
      ...signed(["form", "json"], ["X-Twilio-Signature", "I-Twilio-Idempotency-Token"]),
      envelopeInclude: ["method", "path", "query"],
    },
    fields: [
      "Status callback URL of a number, messaging service or request: {url}#rc=5&rp=all",
      "Method: HTTP POST",
      "Secret: the account's auth token; X-Twilio-Signature in each record is made of it, the URL without its fragment, and the form",
    ],
    resends: "some",
    again: "Once after a failed connection; with #rc=5&rp=all up to 5 times, after 4xx and 5xx too, within 15 s.",
    untested:
      "Conversations and Frontline take no #rc. The token that tells repetitions is documented, what X-Twilio-Signature covers was not read again. A call or a message that waits for TwiML needs an answer of yours: --respond @FILE.",
  },
  sendgrid: {
    sender: "SendGrid Event Webhook",
    source:
      "https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/twilio-sendgrid-event-webhook-overview",
    date: "2026-11",
    settings: signed(["json"], ["X-Twilio-Email-Event-Webhook-Signature", "X-Twilio-Email-Event-Webhook-Timestamp"]),
    fields: [
      "Settings > Mail Settings > Event Webhooks > Create new webhook",
      "Post URL: {url}",
      "Signature verification: on; the signature in each record is made over timestamp and body",
    ],
    resends: "yes",
    again: "For 24 hours after the event, with growing pauses, after any answer but 2xx.",
    untested:
      "Sending again is from an older page, on troubleshooting. A record holds a whole delivery, a list of events: split, its signature could not be checked, and deliveries of up to 768 KB may hold more events than one request can split.",
  },
  firehose: {
    sender: "Amazon Data Firehose (HTTP endpoint)",
    source: "https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html",
    date: "2026-11",
    settings: {
      accept: ["json"],
      envelope: false,
      envelopeBody: "parsed",
      envelopeInclude: "none",
      batchPath: "/firehose",
      batchFrom: "firehose",
      status: "none",
    },
    fields: [
      "Destination: HTTP Endpoint; HTTP endpoint URL: {batch}",
      "Access key: one of yours, with up --firehose-key; without it, anybody may deliver",
      "Content encoding: Not enabled; retry duration: more than 0, so that a delivery that was refused comes again",
      "Buffer size: 1 MiB, the least: with records of 2.1 KB or more, a delivery has at most 500; buffer interval: for smaller records, at most 500 divided by the records a second, in seconds",
      "A delivery of more than 500 records is refused and comes again as it is: look at the S3 backup",
    ],
    resends: "yes",
    again: "After pauses of 1 s to 2 minutes until its retry duration ends; then the delivery goes to its S3 backup.",
    untested:
      "The buffer is a hint: Firehose may choose more, up to 64 MiB and 10,000 records of 1,024,000 bytes; an endpoint takes 10 MB with base64, and PutRecords 500 records. The sizes to type are derived from that.",
  },
  cloudevents: {
    sender: "CloudEvents over HTTP",
    source: "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md",
    date: "2026-11",
    settings: {
      accept: ["any"],
      envelope: ["ce-specversion", "ce-id", "ce-source", "ce-type", "ce-subject", "ce-time", "ce-dataschema"],
      envelopeBody: "parsed",
      envelopeInclude: "none",
      batchPath: "/batch",
      batchFrom: "records",
    },
    fields: [
      "URL of the sink, for binary and structured content: {url}",
      "URL for batches (application/cloudevents-batch+json, up to 500 events): {batch}",
      "A structured event is the body of a record, a binary one has its attributes in the record's headers",
    ],
    resends: "some",
    again: "The binding says nothing; the webhook specification has senders heed Retry-After after 429.",
    untested:
      "Batches come only from senders that are told to send them. Values of headers stay percent-encoded. Extension attributes in headers are left out unless --envelope names them. A sender that asks by OPTIONS first (WebHook-Request-Origin, as Azure Event Grid does) is not answered.",
  },
};

/** The names of the presets. */
export const presetNames = Object.keys(presets);
