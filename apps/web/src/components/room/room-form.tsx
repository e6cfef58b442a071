import type { SignedIn } from "@appealmod/use-cases";
import type { ComponentProps } from "react";
import { roomTokenField } from "../../server/room-token.ts";

interface Props extends Omit<ComponentProps<"form">, "action" | "method"> {
  /** The path that it posts to. */
  readonly action: string;
  readonly signedIn: SignedIn;
}

/** A form of the rooms: a post that only this session's own pages can send. */
export function RoomForm({ action, signedIn, children, ...rest }: Props) {
  return (
    <form {...rest} method="post" action={action}>
      <input type="hidden" name={roomTokenField} value={signedIn.postToken} />
      {children}
    </form>
  );
}
