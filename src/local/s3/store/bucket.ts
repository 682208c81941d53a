import type { Grant } from "../acl/grants.ts";
import { InTurn } from "./in-turn.ts";
import { KeyIndex } from "./key-index.ts";
import type { XmlMembers } from "../xml/write-xml.ts";
import type { Tag } from "./object-version.ts";
import type { Upload } from "./upload.ts";

/** What PutPublicAccessBlock sets. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** The default encryption of a bucket. */
export interface Encryption {
  readonly algorithm: string;
  readonly keyId?: string;
  readonly bucketKey: boolean;
  /** It was put, and is not what every bucket has. */
  readonly isAsked?: true;
}

/** The settings of a bucket; what is absent was never set, or taken away. */
export interface BucketSettings {
  readonly region: string;
  /** `EU`, where the bucket was made with that name of eu-west-1; GetBucketLocation gives it back. */
  readonly location?: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly tags?: readonly Tag[] | undefined;
  readonly policy?: string | undefined;
  readonly versioning?: "Enabled" | "Suspended" | undefined;
  readonly encryption: Encryption;
  readonly ownership?: string | undefined;
  readonly publicAccessBlock?: PublicAccessBlock | undefined;
  /** Who is granted what, where a list was put. */
  readonly acl?: readonly Grant[] | undefined;
  /** The rules of LifecycleConfiguration. */
  readonly lifecycle?: XmlMembers | undefined;
  /** What is only kept and given back, by the query parameter that means it. */
  readonly kept?: Readonly<Record<string, XmlMembers | undefined>> | undefined;
  /** The least size of objects that change their class, where the rules came with one. */
  readonly transitionSize?: string | undefined;
}

/** A bucket: its settings, its objects, and the uploads that are under way. */
export interface Bucket {
  readonly name: string;
  settings: BucketSettings;
  readonly objects: KeyIndex;
  /** By upload id. */
  readonly uploads: Map<string, Upload>;
  /** All that changes the bucket happens one after the other. */
  readonly turn: InTurn;
  /** It was deleted while a request for it was under way. */
  gone: boolean;
}

/** S3 encrypts with its own key where nothing else is asked for. */
export const usualEncryption: Encryption = { algorithm: "AES256", bucketKey: false };

/** The settings of a new bucket, as AWS makes them since 2023. */
export function newSettings(region: string, created: number): BucketSettings {
  return {
    region,
    created,
    encryption: usualEncryption,
    ownership: "BucketOwnerEnforced",
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  };
}

/** A bucket without objects. */
export function newBucket(name: string, settings: BucketSettings): Bucket {
  return { name, settings, objects: new KeyIndex(), uploads: new Map(), turn: new InTurn(), gone: false };
}
