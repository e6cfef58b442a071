/** What a short field holds. */
export type WrittenAs = "name" | "email" | "redditor" | "community";

/** Roughly what the server accepts; the server has the last word. */
const shapes: Readonly<Record<WrittenAs, RegExp>> = {
  name: /\S/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/,
  redditor: /^(?:https?:\/\/\S+|\/?u(?:ser)?\/[\w-]{2,20}\/?|[\w-]{2,20})$/i,
  community: /^(?:https?:\/\/\S+|\S*reddit\.com\/\S+|\/?r\/\w{2,21}\/?|\w{2,21}|u_[\w-]+)$/i,
};

/** Whether something written may be what it should be. */
export function isPlausible(writtenAs: WrittenAs, written: string): boolean {
  return shapes[writtenAs].test(written);
}
