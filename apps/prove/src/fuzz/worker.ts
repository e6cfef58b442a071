import { fuzzAdapter } from "./targets/adapter.ts";
import { fuzzMapping } from "./targets/mapping.ts";
import { fuzzMarkdown } from "./targets/markdown.ts";
import { fuzzPolicy } from "./targets/policy.ts";
import { work } from "./work.ts";

await work({
  policy: fuzzPolicy,
  mapping: fuzzMapping,
  adapter: fuzzAdapter,
  markdown: fuzzMarkdown,
});
