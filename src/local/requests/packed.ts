import type { LiveStage, StageKey } from "../account/deployed.ts";
import type { Platform, Signer } from "../execute-api/platform.ts";
import type { Refusal } from "../execute-api/response/refusal.ts";
import type { WireResponse } from "../http/wire.ts";
import type { RequestRow } from "../page/api/request-row.ts";
import type { ByteRing } from "./byte-ring.ts";

/** Where the texts and the small bodies of requests stand. */
export interface Rings {
  readonly heads: ByteRing;
  readonly bodies: ByteRing;
}

/** Larger bodies stay where they are. */
const LARGE = 8_192;

/** Bytes that are kept: in a ring, or by themselves. */
export class Kept {
  length = 0;
  #position = NaN;
  #own: Buffer | undefined;

  keep(ring: ByteRing, body: string | Buffer): void {
    this.#position = ring.end;
    this.#own = undefined;
    // UTF-8 takes three bytes at most for each unit.
    if (typeof body === "string" && body.length * 3 < LARGE) {
      ring.appendText(body);
      this.length = ring.end - this.#position;
      return;
    }
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    this.length = bytes.length;
    if (bytes.length < LARGE) return ring.append(bytes);
    // A part of something much larger would keep all of it.
    this.#own = bytes.buffer.byteLength < 2 * bytes.length ? bytes : Buffer.from(bytes);
  }

  /** The bytes as they were. */
  read(ring: ByteRing): Buffer {
    return this.#own ?? ring.read(this.#position, this.length);
  }

  forget(): void {
    this.length = 0;
    this.#position = NaN;
    this.#own = undefined;
  }
}

/** A place for a request, used again for another one when that is forgotten: objects that live for a while and then go keep the
 * garbage collector busy. NaN stands where there is no number, so that V8 writes all of them in place. */
export class Packed {
  /** 0 where there is no request. */
  id = 0;
  /** Milliseconds since 1970. */
  at = NaN;
  ms = NaN;
  /** HTTP status of what went back. */
  status = 0;
  /** Texts in a fixed order, and headers behind them; a line each. */
  headAt = NaN;
  headLength = 0;
  /** The body as it came in, and what the integration answered. */
  readonly body = new Kept();
  readonly answer = new Kept();
  /** Where the bodies of the next request begin. */
  bodiesEnd = NaN;
  /** Of what the integration answered. */
  answerStatus = NaN;
  receivedAt = NaN;
  sentAt = NaN;
  latency = NaN;
  replayOf: number | undefined;
  /** What was deployed; absent where the front end refused. */
  stage: LiveStage | undefined;
  isCanaryRequest: boolean | undefined;
  platform: Platform | undefined;
  refusal: Refusal | undefined;
  apiKey: StageKey | undefined;
  signer: Signer | undefined;
  /** A fault, or a guard, answered in the place of API Gateway. */
  isStruck = false;
  /** What went back, where it cannot be made again. */
  response: WireResponse | undefined;
  /** Set before the bodies go. */
  row: RequestRow | undefined;

  /** Of both bodies. */
  get bodiesLength(): number {
    return this.body.length + this.answer.length;
  }

  /** Of the rest. */
  get restLength(): number {
    return this.headLength + (this.response?.body.length ?? 0);
  }

  /** Holds nothing any more. */
  forget(): void {
    this.id = 0;
    this.body.forget();
    this.answer.forget();
    this.replayOf =
      this.isCanaryRequest =
      this.stage =
      this.platform =
      this.refusal =
      this.apiKey =
      this.signer =
        undefined;
    this.response = this.row = undefined;
  }
}
