import { post } from "../../../aws/http/post.ts";
import { callerOf } from "../../endpoint/caller.ts";
import { callLines } from "../../endpoint/how-to-call.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import { filledPath, sampleRequest } from "../../endpoint/sample-request.ts";
import type { Session } from "../../session.ts";

/** How the endpoint is called, as it is now. */
export interface Sample {
  readonly url: string;
  /** Lines to paste, or why there are none. */
  readonly lines: readonly string[];
  /** Sends the request of the first line; false where no body was found that fits the schema. */
  send(): Promise<boolean>;
}

/** The sample of a proxy that was just brought up. */
export async function sampleOf(session: Session): Promise<Sample> {
  const { config, signal } = session;
  const url = proxyUrl(session, filledPath(config.path)) ?? "";
  const { contentType, body } = await sampleRequest(config);
  const caller = await callerOf(session, url, contentType);
  return {
    url,
    lines: await callLines(session, caller.key?.value),
    async send() {
      if (body === undefined) return false;
      await post(url, body, { headers: await caller.headers(body), signal });
      return true;
    },
  };
}
