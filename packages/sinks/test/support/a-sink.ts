import type { Sink } from "../../src/delivery/sink.ts";

/** A sink that keeps what it is given. */
export function aSink(name: string, more: Partial<Sink> = {}) {
  const taken: string[] = [];
  const sink: Sink = {
    name,
    title: `The sink ${name}`,
    advice: "Look at it.",
    startsAt: "beginning",
    batchSize: 10,
    async deliver({ events, position }) {
      taken.push(...events.map(({ event }) => event));
      return { position: events.at(-1)?.position ?? position };
    },
    ...more,
  };
  return { sink, taken };
}
