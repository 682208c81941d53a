/** Headers and body. */
export interface Message {
  readonly headers: readonly Header[];
  readonly body: Body;
}

/** With the sender's spelling, in the sender's order, repetitions too. */
export interface Header {
  readonly name: string;
  readonly value: string;
  /** To be hidden until somebody asks. */
  readonly secret?: true;
}

/** A body, or its beginning. */
export interface Body {
  /** Bytes in all. */
  readonly size: number;
  /** Content-Type, "" when there is none. */
  readonly contentType: string;
  /** No longer kept; `text` is "" then. */
  readonly gone?: true;
  /** `text`: the bytes are valid UTF-8; `base64`: they are not, and `text` is their base64. */
  readonly encoding: "text" | "base64";
  /** The first 256 KiB. */
  readonly text: string;
  /** `text` is everything. */
  readonly whole: boolean;
  /** Where all bytes are: `/_local/api/requests/12/bytes/request`. */
  readonly href: string;
}
