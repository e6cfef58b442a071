/** The field that ties a form to the session of the page that it was sent with. */
export const roomTokenField = "_session";
