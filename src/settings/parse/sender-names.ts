/** Senders whose addresses `allow-ips` knows by name. */
export const senderNames = ["appsflyer", "github", "stripe"] as const;
