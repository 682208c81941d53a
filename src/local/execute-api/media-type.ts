/** The media type of a Content-Type header, in lower case and without parameters; `application/json` when the header is
 * missing. */
export function mediaType(header: string | undefined): string {
  if (header === undefined || header === "application/json") return "application/json";
  const end = header.indexOf(";");
  return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase() || "application/json";
}

/** The key of `templates` that matches the media type, whatever its case. */
export function keyFor(templates: Readonly<Record<string, unknown>>, type: string): string | undefined {
  if (Object.hasOwn(templates, type)) return type;
  return Object.keys(templates).find((key) => mediaType(key) === type);
}

/** The one of `offered` that an Accept header asks for: by its first type, else `application/json`, else any. */
export function accepted(offered: readonly string[], accept: string | undefined): string | undefined {
  const wanted = accept === undefined ? "application/json" : mediaType(accept.split(",")[0]);
  const find = (type: string): string | undefined => offered.find((one) => mediaType(one) === type);
  return find(wanted) ?? find("application/json") ?? offered[0];
}

/** Does the list of binary media types contain the type? An asterisk stands for any type or subtype. */
export function isBinary(binaryMediaTypes: readonly string[], header: string | undefined): boolean {
  if (binaryMediaTypes.length === 0) return false;
  const type = mediaType(header);
  return binaryMediaTypes.some((one) => {
    const pattern = mediaType(one);
    return pattern === type || pattern === "*/*" || (pattern.endsWith("/*") && type.startsWith(pattern.slice(0, -1)));
  });
}
