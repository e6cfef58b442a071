/** What a browser keeps between the beginning of its sign-in and Reddit's answer. */
export const signInCookie = "sign-in";
