import { apiKeyOf, type ApiKeySeen } from "../../steps/key/api-key.ts";
import { signed } from "../../aws/http/sign.ts";
import { MissingStepError } from "../../engine/errors.ts";
import { need } from "../../engine/need.ts";
import { locate } from "../../engine/run/up.ts";
import { key, method } from "../../steps/index.ts";
import type { Session } from "../session.ts";

/** A caller with the API key and the signature that the endpoint asks for. */
export interface Caller {
  /** The proxy's own key, where the endpoint asks for one. */
  readonly key: ApiKeySeen | undefined;
  /** The headers of a POST with that body. */
  headers(body: Uint8Array | string): Promise<Readonly<Record<string, string>>>;
}

/** Reads the API key where the endpoint asks for one; throws MissingStepError where there is none of ours. */
export async function callerOf(session: Session, url: string, contentType: string): Promise<Caller> {
  const { authorization, apiKeyRequired } = need(session, method).facts.method;
  if (apiKeyRequired && session.known.get(key) === undefined) await locate([key], session);
  const found = apiKeyRequired ? await apiKeyOf(session, keyId(session)) : undefined;
  const plain = { "content-type": contentType, ...(found?.value !== undefined && { "x-api-key": found.value }) };
  return {
    key: found,
    headers: (body) => (authorization === "AWS_IAM" ? signed(session, url, plain, body) : Promise.resolve(plain)),
  };
}

/** Throws where the usage plan is left without a key: without an id, API Gateway would return the list of keys. */
function keyId(session: Session): string {
  const { id } = need(session, key).ids;
  if (id === "") throw new MissingStepError(key.noun, key.command);
  return id;
}
