import { notFound } from "../faults.ts";

/** There is no client certificate of that id. */
export function unknownCertificate(): Error {
  return notFound("Invalid Client Certificate identifier specified");
}
