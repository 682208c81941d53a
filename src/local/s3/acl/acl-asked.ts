import type { Call } from "../call.ts";
import { invalidArgument, malformedXml, s3Fault } from "../faults.ts";
import { owner } from "../owner.ts";
import { received } from "../payload/payload.ts";
import { readXml } from "../xml/read-xml.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import { shaped } from "../xml/shaped.ts";
import { cannedGrants, granteeOf, permissions } from "./grants.ts";
import type { Grant } from "./grants.ts";

/** The header of each permission. */
const headerOf = (permission: string): string => `x-amz-grant-${permission.toLowerCase().replace("_", "-")}`;

/** The grants that a request asks for in its headers; undefined when it asks for none. Throws InvalidRequest, InvalidArgument. */
export function grantsInHeaders({ headers, scope }: Call): readonly Grant[] | undefined {
  const name = headers["x-amz-acl"];
  const given = permissions.filter((permission) => headers[headerOf(permission)] !== undefined);
  if (name !== undefined && given.length > 0)
    throw s3Fault("InvalidRequest", "Specifying both Canned ACLs and Header Grants is not allowed");
  if (name !== undefined) return cannedGrants(scope.account, name);
  if (given.length === 0) return undefined;
  return given.flatMap((permission) => granted(headerOf(permission), headers[headerOf(permission)] ?? "", permission));
}

/** `id="…", uri="…"`: who is granted it. */
function granted(header: string, text: string, permission: string): readonly Grant[] {
  return text.split(",").map((one) => {
    const [, name, value] = /^\s*(id|uri|emailAddress)\s*=\s*"?([^"]*)"?\s*$/.exec(one) ?? [];
    if (name === "id" || name === "uri" || name === "emailAddress")
      return { Grantee: granteeOf(name, value ?? "", name), Permission: permission };
    throw invalidArgument("Argument format not recognized", header, text);
  });
}

const grantee = { "ID?": "text", "DisplayName?": "text", "URI?": "text", "EmailAddress?": "text" } as const;
const policy = {
  Owner: { ID: "text", "DisplayName?": "text" },
  AccessControlList: { "Grant*": { Grantee: grantee, Permission: permissions } },
} as const;

/** The grants that PUT of an access control list asks for, in headers or in its document. Throws MissingSecurityHeader,
 * UnexpectedContent, MalformedACLError, and what `grantsInHeaders` throws. */
export async function aclAsked(call: Call): Promise<readonly Grant[]> {
  const inHeaders = grantsInHeaders(call);
  const body = await received(call);
  if (inHeaders !== undefined && body.length > 0)
    throw s3Fault("UnexpectedContent", "This request does not support content");
  if (inHeaders !== undefined) return inHeaders;
  if (body.length > 0) return inDocument(call, body);
  const message = "Your request was missing a required header";
  throw s3Fault("MissingSecurityHeader", message, 400, { MissingHeaderName: "x-amz-acl" });
}

function inDocument({ scope }: Call, body: Buffer): readonly Grant[] {
  const document = readXml(body, "AccessControlPolicy");
  const grants = document.child("AccessControlList")?.all("Grant") ?? [];
  try {
    shaped(document, policy);
  } catch {
    throw malformed();
  }
  const id = document.child("Owner")?.textOf("ID") ?? "";
  granteeOf("id", id, "CanonicalUser/ID");
  const found = grants.map((grant) => ({
    Grantee: inGrant(grant.child("Grantee")),
    Permission: grant.textOf("Permission") ?? "",
  }));
  if (id !== owner(scope.account).ID) throw s3Fault("AccessDenied", "Access Denied", 403);
  return found;
}

function inGrant(element: XmlElement | undefined): Grant["Grantee"] {
  const [id, uri, mail] = ["ID", "URI", "EmailAddress"].map((name) => element?.textOf(name));
  if (element?.type === "CanonicalUser" && id !== undefined) return granteeOf("id", id, "CanonicalUser/ID");
  if (element?.type === "Group" && uri !== undefined) return granteeOf("uri", uri, "Group/URI");
  if (element?.type === "AmazonCustomerByEmail" && mail !== undefined) return { EmailAddress: mail };
  throw malformed();
}

function malformed(): Error {
  return s3Fault("MalformedACLError", malformedXml().message);
}
