import { besideReaders } from "./trials/beside-readers.ts";
import { context } from "./trials/context.ts";
import { detached } from "./trials/detached.ts";
import { throttled } from "./trials/throttled.ts";
import { envelope } from "./trials/envelope.ts";
import { emptyAnswer } from "./trials/empty-answer.ts";
import { key } from "./trials/key.ts";
import { operator } from "./trials/operator.ts";
import { signed } from "./trials/signed.ts";
import { statuses } from "./trials/statuses.ts";
import { stranger } from "./trials/stranger.ts";
import { testInvoked } from "./trials/test-invoke.ts";
import { twice } from "./trials/twice.ts";
import type { Trial } from "./trial.ts";

/** Every trial, in order: the first one makes the proxy, the last one takes it away. */
export const trials: readonly Trial[] = [
  twice,
  emptyAnswer,
  testInvoked,
  envelope,
  context,
  statuses,
  throttled,
  operator,
  key,
  signed,
  stranger,
  detached,
  besideReaders,
];
