"use client";

/**
 * Seen where a page failed after it had begun, by readers with a script; all others get
 * the plain page from the server. The words are English: the failure may be theirs.
 */
export default function Failure({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <div className="page reading">
      <div className="column stack">
        <h1>That went wrong, and it is our fault</h1>
        <p className="lead">
          What you wrote in a form is still in your browser: go back, and try again in a minute.
        </p>
        <button className="button" type="button" onClick={reset}>
          Try again
        </button>
      </div>
    </div>
  );
}
