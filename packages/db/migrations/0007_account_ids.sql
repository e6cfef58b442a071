CREATE TABLE "quick_answers" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subreddit_key" text NOT NULL,
	"author_key" text NOT NULL,
	"conversation_id" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "appeals_one_open";--> statement-breakpoint
DROP INDEX "appeals_of_appellant";--> statement-breakpoint
ALTER TABLE "group_assignments" DROP CONSTRAINT "group_assignments_subreddit_key_username_key_pk";--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "body_hash" text;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "vain_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "redditor_id" text;--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "redditor_key" text GENERATED ALWAYS AS (coalesce(redditor_id, 'u/' || username_key)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "late_reported_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "main_ban_appeal_data" ADD COLUMN "other_answers" jsonb;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "redditor_id" text;--> statement-breakpoint
ALTER TABLE "group_assignments" ADD COLUMN "redditor_id" text;--> statement-breakpoint
ALTER TABLE "group_assignments" ADD COLUMN "redditor_key" text GENERATED ALWAYS AS (coalesce(redditor_id, 'u/' || username_key)) STORED NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "quick_answers_once" ON "quick_answers" USING btree ("subreddit_key","author_key","conversation_id");--> statement-breakpoint
ALTER TABLE "group_assignments" ADD CONSTRAINT "group_assignments_subreddit_key_redditor_key_pk" PRIMARY KEY("subreddit_key","redditor_key");--> statement-breakpoint
CREATE INDEX "appeals_by_name" ON "appeals" USING btree ("subreddit_key","username_key");--> statement-breakpoint
CREATE INDEX "appeals_of_redditor" ON "appeals" USING btree ("redditor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_one_open" ON "appeals" USING btree ("subreddit_key","redditor_key") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "appeals_of_appellant" ON "appeals" USING btree ("subreddit_key","redditor_key","opened_at");