/** Loaded into a program under test: what nobody foresaw happens to it when it is told so. */
process.once("SIGUSR2", () => {
  const { APPEALMOD_CLIENT_SECRET: secret = "" } = process.env;
  throw new Error(`unforeseen: ${secret} at http://site.test/form/AbCdEf123`);
});
