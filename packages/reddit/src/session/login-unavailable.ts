/**
 * Reddit's token endpoint answered, but with trouble that passes (5xx, 429, an HTML page).
 * The request that needed the token was never sent.
 */
export class LoginUnavailable extends Error {
  override readonly name = "LoginUnavailable";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, status: number, headers: Readonly<Record<string, string>>) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
