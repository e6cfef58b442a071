/** Values left `undefined` are not sent. */
export type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** Joins a base address, which may have a path of its own, with a path and a query. */
export function requestUrl(baseUrl: string, path: string, query: Parameters): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`);
  for (const [name, value] of parameterEntries(query)) url.searchParams.append(name, value);
  return url;
}

/** A form body in `application/x-www-form-urlencoded`. */
export function formBody(form: Parameters): string {
  return new URLSearchParams(parameterEntries(form)).toString();
}

function parameterEntries(parameters: Parameters): [string, string][] {
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
}
