import { flag, optional, text, type Shaped } from "../../../engine/step/check.ts";
import type { FoundFacts } from "../../../engine/step/define-step.ts";

/** `making`: it is being made, and may have no tag yet. */
export const bucketIds = { name: text, arn: text, making: optional(flag) };

export interface BucketFacts {
  /** `here`; else why it cannot be used: `another account` or another region's name. */
  readonly place: string;
  /** The proxy that its tags name; "" for none. Looked at only where the state file alone says that it is ours. */
  readonly tags: string;
  /** blocked or open. */
  readonly "public access": string;
  /** Such as BucketOwnerEnforced; "" for none. */
  readonly ownership: string;
  /** Such as AES256 or aws:kms; "" for none. */
  readonly encryption: string;
  /** The bucket's policy as JSON text; "" for none. */
  readonly policy: string;
}

export interface BucketFound extends FoundFacts {
  readonly ids: Shaped<typeof bucketIds>;
  readonly facts: BucketFacts;
  /** ARN of the customer's key that encrypts new objects; "unknown" to a caller who may not look. */
  readonly key: string | undefined;
  /** Ours by the state file alone: its run was cut off before it tagged the bucket. */
  readonly untagged?: boolean;
}

/** What `place` says of a bucket that these credentials cannot see. */
export const OTHERS = "another account";
