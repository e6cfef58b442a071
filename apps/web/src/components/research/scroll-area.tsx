import type { ReactNode } from "react";

interface Props {
  /** What is in it, for whoever comes to it by keyboard or screen reader. */
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** What scrolls by itself where the screen is too small for it, also by keyboard. */
export function ScrollArea({ label, className, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, no keyboard can scroll it
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
