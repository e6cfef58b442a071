/**
 * Carries the address that a request counts for from the process to the handlers, which count what
 * is particular to them: so their limits hold on whatever path they are reached. The process writes
 * it on every request, in the place of whatever a client may have put there.
 */
export const clientHeader = "x-appealmod-client";
