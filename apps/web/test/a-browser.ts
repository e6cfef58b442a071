/** What a browser without a script does: keeps cookies, posts forms, and goes where it is sent. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
  /** Posts to an address, with the origin of the page that the form stands on. */
  post(address: string, fields: Readonly<Record<string, string>>, origin?: string): Promise<Page>;
}

export interface Page {
  readonly status: number;
  readonly address: string;
  readonly headers: Headers;
  /** Where it sends the browser on to, as a whole address. */
  readonly location: string;
  text(): Promise<string>;
}

/** @param home the site whose cookies it keeps; other hosts get none */
export function aBrowser(home: string): Browser {
  const cookies = new Map<string, string>();
  async function ask(address: string, init: RequestInit): Promise<Page> {
    const url = new URL(address, home);
    const isHome = url.origin === new URL(home).origin;
    const headers = new Headers(init.headers);
    if (isHome && cookies.size > 0)
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of isHome ? response.headers.getSetCookie() : []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0\b/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get("location");
    return {
      status: response.status,
      address: url.href,
      headers: response.headers,
      location: location === null ? "" : new URL(location, url).href,
      text: () => response.text(),
    };
  }
  return {
    cookies,
    get: (address, headers = {}) => ask(address, { headers }),
    post: (address, fields, origin = new URL(address, home).origin) =>
      ask(address, { method: "POST", body: new URLSearchParams(fields), headers: { origin } }),
  };
}
