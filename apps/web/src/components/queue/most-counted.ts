/** Above so many a tab says only that there are more; as the use case counts them. */
export const mostCounted = 1_000;
