import { requireSignedIn } from "../../server/signed-in.ts";
import { RoomFrame } from "./room-frame.tsx";

interface Props {
  readonly title: string;
  readonly text: string;
  /** Of the link back to the queue. */
  readonly onward: string;
  readonly current?: "queue";
}

/** What stands in the moderators' room where there is nothing, or nothing for this reader. */
export async function MissingPage({ title, text, onward, current }: Props) {
  const signedIn = await requireSignedIn("/moderate");
  return (
    <RoomFrame signedIn={signedIn} title={title} {...(current && { current })}>
      <div className="column stack">
        <p>{text}</p>
        <p>
          <a className="onward" href="/moderate">
            {onward}
          </a>
        </p>
      </div>
    </RoomFrame>
  );
}
