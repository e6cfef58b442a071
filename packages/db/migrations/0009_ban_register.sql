CREATE TABLE "bans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subreddit" text NOT NULL,
	"subreddit_key" text NOT NULL,
	"redditor_id" text,
	"username" text NOT NULL,
	"username_key" text NOT NULL,
	"banned_at" timestamp with time zone,
	"banned_by" text,
	"permanence" text NOT NULL,
	"ends_at" timestamp with time zone,
	"note" text,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	"source" text NOT NULL,
	"is_in_log" boolean NOT NULL,
	"checked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moderation_log_positions" (
	"account_key" text PRIMARY KEY NOT NULL,
	"known_ids" text[] DEFAULT '{}' NOT NULL,
	"read_at" timestamp with time zone,
	"covers_from" timestamp with time zone,
	"followed_since" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"trouble_kind" text,
	"trouble_reason" text
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "granted_by" text;--> statement-breakpoint
CREATE INDEX "bans_of_redditor" ON "bans" USING btree ("redditor_id","subreddit_key");--> statement-breakpoint
CREATE INDEX "bans_by_name" ON "bans" USING btree ("username_key","subreddit_key");--> statement-breakpoint
CREATE INDEX "bans_missing_in_log" ON "bans" USING btree ("checked_at") WHERE source = 'asked' and not is_in_log and lifted_at is null;