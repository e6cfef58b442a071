CREATE TABLE "community_dry_runs" (
	"subreddit_key" text PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"trouble" text,
	"findings" jsonb
);
--> statement-breakpoint
CREATE TABLE "community_hooks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subreddit_key" text NOT NULL,
	"kind" text NOT NULL,
	"sealed_address" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"trouble" text,
	CONSTRAINT "community_hooks_kind_known" CHECK ("community_hooks"."kind" in ('slack', 'discord'))
);
--> statement-breakpoint
CREATE TABLE "moderator_watches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subreddit_key" text NOT NULL,
	"redditor_id" text NOT NULL,
	"username" text NOT NULL,
	"scope" text NOT NULL,
	"appeal_id" uuid,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "moderator_watches_scope_known" CHECK ("moderator_watches"."scope" in ('community', 'mine', 'appeal'))
);
--> statement-breakpoint
CREATE TABLE "published_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "appeals_with_people";--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "queued_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "moderator_decisions" ADD COLUMN "probation_reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "moderator_watches" ADD CONSTRAINT "moderator_watches_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "community_hooks_of_community" ON "community_hooks" USING btree ("subreddit_key");--> statement-breakpoint
CREATE UNIQUE INDEX "moderator_watches_of_community" ON "moderator_watches" USING btree ("subreddit_key","redditor_id") WHERE appeal_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "moderator_watches_of_appeal" ON "moderator_watches" USING btree ("appeal_id","redditor_id") WHERE appeal_id is not null;--> statement-breakpoint
CREATE INDEX "moderator_watches_by_redditor" ON "moderator_watches" USING btree ("redditor_id");--> statement-breakpoint
CREATE INDEX "moderator_decisions_on_probation" ON "moderator_decisions" USING btree ("probation_until") WHERE state = 'done' and probation_until is not null and probation_reminded_at is null;--> statement-breakpoint
CREATE INDEX "appeals_with_people" ON "appeals" USING btree ("subreddit_key",coalesce(queued_from, opened_at),"id") WHERE state <> 'closed' and (state = 'forwarded' or "group" = 'control' or is_moderator_involved);