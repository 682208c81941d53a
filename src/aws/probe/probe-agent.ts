/** The user agent of probes: the access log has no query. */
export const PROBE_AGENT = "kinesis-proxy-probe";
