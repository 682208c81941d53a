/** An error in AWS's own words. Operations throw it; each protocol writes it in its own shape. */
export class Fault extends Error {
  /** AWS's error code as it goes over the wire, such as `ResourceNotFoundException` or `NoSuchEntity`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** Headers that AWS sends with this error, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "Fault";
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}
