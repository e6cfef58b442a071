/** How long a download may be kept, in days: then it is deleted and, if need be, made anew. */
export const exportHoldsDays = 90;
