import { type Random, seededRandom } from "../random.ts";
import { scripts } from "./scripts.ts";
import {
  communities,
  type ProvingCommunity,
  type Story,
  type StoryKind,
  storyKinds,
} from "./story.ts";

/** How often each kind is told. */
const kinds: readonly (readonly [number, StoryKind])[] = [
  [3, "never-appealed"],
  [4, "temporary-ban"],
  [3, "autoban"],
  [6, "no-reason"],
  [20, "form-filled"],
  [8, "silent-after-invite"],
  [6, "rage"],
  [5, "crossing"],
  [10, "human-answers"],
  [8, "unbanned"],
  [5, "account-gone"],
  [7, "banned-again"],
  [9, "second-conversation"],
  [3, "other-bot"],
  [2, "not-banned"],
  [8, "ban-changed"],
  [8, "suspended"],
  [8, "muted"],
  [8, "renamed"],
  [8, "helper-bots"],
  [5, "returns-after-end"],
  [20, "incidents"],
  [8, "moderators-decide"],
  [12, "mixed"],
];

const weights = [24, 18, 14, 16, 14, 10, 6, 6];

/** The ends of appeals come soon enough in some communities only. */
function communityFor(kind: StoryKind, random: Random): ProvingCommunity {
  const suited = communities.map((one, at): readonly [number, ProvingCommunity] => {
    const isSuited = kind !== "returns-after-end" || one.cutoffMs !== undefined;
    return [isSuited ? (weights[at] ?? 1) : 0, one];
  });
  return random.weighted(suited);
}

/**
 * Makes up stories.
 *
 * @param durationMs over which their beginnings are spread
 */
export function generateStories(options: {
  readonly seed: number;
  readonly count: number;
  readonly durationMs: number;
  /** The only ones to be told; all of them where it is left out. */
  readonly kinds?: readonly StoryKind[];
}): readonly Story[] {
  const { seed, count, durationMs, kinds: wanted = storyKinds } = options;
  const told = kinds.filter(([, kind]) => wanted.includes(kind));
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const random = seededRandom("story", seed, number);
    const kind = random.weighted(told);
    const community = communityFor(kind, random);
    const startMs = Math.floor(random.number() * durationMs);
    // Short enough for Reddit, however large the seed.
    const redditor = `hiker_${seed.toString(36)}_${number}`;
    return { number, kind, redditor, community, startMs, steps: scripts[kind](random) };
  });
}
