import { accelerationOperations, requestPaymentOperations } from "./accelerate-and-payment.ts";
import { configurationOperations } from "./configurations.ts";
import { corsOperations } from "./cors.ts";
import { lockOperations } from "../lock/lock-configuration.ts";
import { loggingOperations } from "./logging.ts";
import { notificationOperations } from "./notification.ts";
import { websiteOperations } from "./website.ts";

/** The settings of a bucket that are kept and given back. */
export const keptOperations = [
  ...corsOperations,
  ...websiteOperations,
  ...lockOperations,
  ...loggingOperations,
  ...notificationOperations,
  ...accelerationOperations,
  ...requestPaymentOperations,
  ...configurationOperations,
];
