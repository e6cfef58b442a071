import type { ReactNode } from "react";

/** The end of an address whose page shows what was wrong with a post: the notice takes the focus. */
export const toProblems = "#problems";

/** What was wrong with a form that was sent, above it. */
export function ProblemNotice({ children }: { readonly children: ReactNode }) {
  return (
    <div className="notice wrong settings-notice" role="alert" id="problems" tabIndex={-1}>
      {children}
    </div>
  );
}
