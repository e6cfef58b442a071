// Run by the MongoDB image when its data folder is made: the bot may write to its own archive alone.
db.getSiblingDB("appealmod").createUser({
  user: "appealmod",
  pwd: fs.readFileSync("/run/secrets/mongo_password", "utf8").trim(),
  roles: [{ role: "readWrite", db: "appealmod" }],
});
