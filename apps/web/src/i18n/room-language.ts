/** The one language that the rooms are written in for now; their words are in `messages/rooms`. */
export const roomLanguage = "en";
