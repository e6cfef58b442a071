export { bareName, nameKey } from "@appealmod/core";
