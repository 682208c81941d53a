import type { senderNames } from "../../../settings/parse/sender-names.ts";

/** The addresses from which a known sender calls. */
export interface SenderList {
  /** Where the sender publishes them. */
  readonly source: string;
  /** When this copy was made. */
  readonly date: string;
  readonly ranges: readonly string[];
  /** The member of the source's JSON that holds the list; undefined where the source is a page for people. */
  readonly member?: string;
}

const lists: Readonly<Record<(typeof senderNames)[number], SenderList>> = {
  appsflyer: {
    source: "https://support.appsflyer.com/hc/articles/207447093",
    date: "2021-10",
    ranges: ["45.92.116.0/22", "194.28.46.0/23"],
  },
  github: {
    source: "https://api.github.com/meta",
    member: "hooks",
    // Three ranges were added then: https://github.blog/changelog/2026-10-29-webhook-ip-ranges-added-to-the-meta-api
    date: "2026-10-29",
    ranges: [
      "192.30.252.0/22",
      "185.199.108.0/22",
      "140.82.112.0/20",
      "143.55.64.0/20",
      "2a0a:a440::/29",
      "2606:50c0::/32",
      "9.234.98.160/28",
      "9.234.98.176/28",
      "9.234.106.48/28",
    ],
  },
  stripe: {
    source: "https://stripe.com/files/ips/ips_webhooks.json",
    member: "WEBHOOKS",
    date: "2026-01-03",
    ranges: [
      "3.18.12.63",
      "3.130.192.231",
      "13.235.14.237",
      "13.235.122.149",
      "18.211.135.69",
      "35.154.171.200",
      "52.15.183.38",
      "54.88.130.119",
      "54.88.130.237",
      "54.187.174.169",
      "54.187.205.235",
      "54.187.216.72",
    ],
  },
};

/** Known senders by name. Senders change their lists: `--refresh` reads the source. */
export const senderLists: Readonly<Record<string, SenderList>> = lists;
