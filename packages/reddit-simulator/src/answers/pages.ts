/** The HTML that stands where a client expects JSON: 401, 429 and 503 (contract 0). */
export const UNAUTHORISED_PAGE = `<!doctype html><html lang="en"><head><title>reddit.com: page not found</title></head><body><h1>page not found</h1><p>the page you requested does not exist</p>${"<p>reddit gives you the best of the internet in one place.</p>".repeat(40)}</body></html>`;

export const TOO_MANY_REQUESTS_PAGE = `
<!doctype html>
<html>
  <head>
    <title>Too Many Requests</title>
  </head>
  <body>
    <h1>whoa there, pardner!</h1>
    <p>we're sorry, but we've seen too many requests from you lately. please slow down.</p>
  </body>
</html>
`;

export const BUSY_PAGE =
  "<!doctype html><html><title>Ow! -- reddit.com</title><h2>all of our servers are busy right now</h2><h3>please try again in a minute</h3><p>(error code: 503)";
