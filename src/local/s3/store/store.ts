import type { Account, Corner } from "../../account/account.ts";
import { newBucket } from "./bucket.ts";
import type { Bucket, BucketSettings } from "./bucket.ts";
import { memoryStorage } from "./memory-storage.ts";
import type { ObjectVersion } from "./object-version.ts";
import type { Storage } from "./storage.ts";

/** The buckets of the account, in all regions: their names are global. */
export class Store {
  readonly buckets = new Map<string, Bucket>();
  #storage: Storage = memoryStorage;

  get storage(): Storage {
    return this.#storage;
  }

  /** Keeps everything there from now on, and has what is there already. */
  use(storage: Storage): void {
    this.#storage = storage;
    for (const bucket of storage.found) this.buckets.set(bucket.name, bucket);
  }

  /** Makes a bucket. */
  async make(name: string, settings: BucketSettings): Promise<void> {
    const bucket = newBucket(name, settings);
    this.buckets.set(name, bucket);
    await bucket.turn.run(() => this.#storage.keepBucket(bucket));
  }

  /** Changes settings of a bucket: to these, or to what becomes of those it has when its turn comes. */
  change(
    bucket: Bucket,
    changes: Partial<BucketSettings> | ((settings: BucketSettings) => Partial<BucketSettings>),
  ): Promise<void> {
    return bucket.turn.run(async () => {
      const changed = typeof changes === "function" ? changes(bucket.settings) : changes;
      bucket.settings = { ...bucket.settings, ...changed };
      await this.#storage.keepBucket(bucket);
    });
  }

  /** Replaces the versions of a key by what `next` makes of them; what it throws, nothing is changed. */
  async update<T extends { readonly versions: readonly ObjectVersion[] }>(
    bucket: Bucket,
    key: string,
    next: (versions: readonly ObjectVersion[]) => T,
  ): Promise<T> {
    return bucket.turn.run(async () => {
      const before = bucket.objects.get(key);
      const result = next(before);
      if (result.versions === before) return result;
      await this.#storage.commit(bucket, key, before, result.versions);
      bucket.objects.set(key, result.versions);
      return result;
    });
  }
}

const corner: Corner<Store> = { name: "s3.store", make: () => new Store() };

/** The store of the account. */
export function storeOf(account: Account): Store {
  return account.corner(corner, "");
}
