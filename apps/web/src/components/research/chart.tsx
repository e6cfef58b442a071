interface Props {
  /** What it shows; the drawing itself bears the same name. */
  readonly label: string;
  /** Drawn on the server by our own code, which escaped every text in it. */
  readonly svg: string;
}

/** A drawing as it came from the server, with a table beside it. On a phone it scrolls by itself. */
export function Chart({ label, svg }: Props) {
  return (
    <section
      className="chart"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, no keyboard can scroll it
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
