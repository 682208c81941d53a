import { background } from "../../account/background.ts";
import { flag } from "../../shape/scalar.ts";
import { inUse, streamOperation } from "../call.ts";
import { statusOf } from "../delivery-stream.ts";
import { firehoseSettings } from "../settings.ts";

/** DeleteDeliveryStream: gone at once, or DELETING for `deleteMs`. What it holds is lost, as it may be on AWS. */
export const deleteDeliveryStream = streamOperation(
  "DeleteDeliveryStream",
  { AllowForceDelete: flag },
  ({ scope, store, now }, { stream, delivery }) => {
    const { account } = scope;
    if (statusOf(stream, now) === "CREATING") {
      throw inUse(
        `Firehose ${stream.name} under accountId ${account.id} is not in a state that can be deleted: CREATING`,
      );
    }
    delivery.stop();
    account.corner(background, "").delete(delivery);
    stream.gone ??= now + account.corner(firehoseSettings, "").deleteMs;
    if (stream.gone <= now) store.delete(stream.name);
    return {};
  },
);
