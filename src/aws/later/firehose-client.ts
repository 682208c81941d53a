export { FirehoseClient } from "@aws-sdk/client-firehose";
