export { startMongoServer, type TestMongoServer } from "./start-mongo-server.ts";
