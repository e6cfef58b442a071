interface Props {
  /** Drawn on the server by our own code: no text in it is markup. */
  readonly svg: string;
}

/** A drawing as it came from the server. It has a name of its own, and a table beside it. */
export function Chart({ svg }: Props) {
  return <div className="chart" dangerouslySetInnerHTML={{ __html: svg }} />;
}
