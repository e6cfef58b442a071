interface Props {
  /** Drawn on the server by our own code, which escaped every text in it. */
  readonly svg: string;
}

/** A drawing as it came from the server, with its own name, and a table beside it. */
export function Chart({ svg }: Props) {
  return <div className="chart" dangerouslySetInnerHTML={{ __html: svg }} />;
}
