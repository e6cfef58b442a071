/** Whether an address is for those who are signed in, or on the way there. */
export function isRoom(pathname: string): boolean {
  return /^\/(?:sign-in|sign-out|account|moderate|operate|research|api)(?:\/|$)/i.test(pathname);
}
