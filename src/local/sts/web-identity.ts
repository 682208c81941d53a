import { Fault } from "../fault.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { integer } from "../shape/scalar.ts";
import { required } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import {
  asRole,
  checkRoleArn,
  credentials,
  givenPolicies,
  packedSize,
  roleArn,
  sessionName,
  sessionPolicies,
} from "./grant.ts";
import type { Iam } from "./grant.ts";

const usualSeconds = 3_600;

/** A session as a role that trusts who signed a JSON Web Token. Nothing here checks signatures, and the token is taken at its word. */
export function assumeRoleWithWebIdentity(iam: Iam): QueryOperation {
  return queryOperation(
    "AssumeRoleWithWebIdentity",
    {
      RoleArn: required(roleArn),
      RoleSessionName: required(sessionName),
      WebIdentityToken: required(text({ min: 4, max: 20_000 })),
      ProviderId: text({ min: 4, max: 2048 }),
      ...sessionPolicies,
      DurationSeconds: integer({ min: 900, max: 43_200 }),
    },
    (scope, input) => {
      checkRoleArn(input.RoleArn);
      const { account, partition } = scope;
      const { issuer, subject, audience, expires } = readToken(input.WebIdentityToken);
      const now = account.clock.now();
      if (expires * 1000 <= now) {
        const [current, end] = [now, expires * 1000].map((time) => new Date(time).toISOString());
        const message = `Token expired: current date/time ${current} must be before the expiration date/time ${end}`;
        throw new Fault("ExpiredTokenException", message);
      }
      const provider = `arn:${partition}:iam::${account.id}:oidc-provider/${issuer}`;
      const about = {
        [`${issuer}:sub`]: subject,
        [`${issuer}:aud`]: audience,
        "aws:FederatedProvider": provider,
        "sts:RoleSessionName": input.RoleSessionName,
      };
      const role = iam.assumableBy(account, input.RoleArn, [provider, issuer], about);
      if (role === undefined) {
        throw new Fault("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403);
      }
      const { RoleSessionName: name, DurationSeconds: seconds = usualSeconds } = input;
      const policies = givenPolicies(iam, scope, input);
      const assumed = asRole(scope, role, { arn: input.RoleArn, name, seconds, policies });
      return {
        Credentials: credentials(account, seconds, assumed),
        SubjectFromWebIdentityToken: subject,
        AssumedRoleUser: { AssumedRoleId: assumed.userId, Arn: assumed.arn },
        PackedPolicySize: packedSize(input.Policy),
        Provider: provider,
        Audience: audience,
      };
    },
  );
}

interface Token {
  /** Without `https://`, as ARNs and condition keys have it. */
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

function readToken(token: string): Token {
  const parts = token.split(".");
  const claims = parts.length === 3 ? object(Buffer.from(parts[1] ?? "", "base64url").toString()) : undefined;
  const { iss, sub, aud, exp } = claims ?? {};
  const audience: unknown = Array.isArray(aud) ? aud[0] : aud;
  if (typeof iss !== "string" || typeof sub !== "string" || typeof audience !== "string" || typeof exp !== "number") {
    const message = "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
    throw new Fault("InvalidIdentityToken", message);
  }
  return { issuer: iss.replace(/^https:\/\//, ""), subject: sub, audience, expires: exp };
}

function object(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
