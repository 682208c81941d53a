import type { Account } from "../account/account.ts";
import { background } from "../account/background.ts";
import { Delivery } from "./delivery/delivery.ts";
import { deliverToS3 } from "./delivery/deliver-to-s3.ts";
import { DirectSource } from "./delivery/direct-source.ts";
import { StreamSource } from "./delivery/stream-source.ts";
import type { DeliveryStream } from "./delivery-stream.ts";
import type { FirehosePlatform } from "./platform.ts";
import type { Running } from "./store.ts";

/** Puts a new delivery stream to work. */
export function run(platform: FirehosePlatform, account: Account, stream: DeliveryStream): Running {
  const { source, active, region, partition } = stream;
  const direct = source === undefined ? new DirectSource() : undefined;
  const records =
    source === undefined
      ? direct!
      : new StreamSource(platform, source.KinesisStreamARN, active, () => {
          const caller = platform.assume(account, source.RoleARN);
          return caller === undefined ? undefined : { account, region, partition, caller };
        });
  const delivery = new Delivery(stream, records, deliverToS3(platform, account, stream), account.clock);
  account.corner(background, "").add(delivery);
  delivery.start();
  return { stream, delivery, direct };
}
