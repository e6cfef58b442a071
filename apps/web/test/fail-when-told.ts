/** Loaded into the site: what nobody foresaw happens to it when it is told so. */
process.once("SIGUSR2", () => {
  const { APPEALMOD_DATABASE_URL: secret = "" } = process.env;
  throw new Error(`unforeseen: ${secret} at http://site.test/form/AbCdEf123`);
});
