/** The header by which pages of the rooms know their own path. */
export const pathHeader = "x-room-path";
