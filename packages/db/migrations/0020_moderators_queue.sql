CREATE TABLE "appeal_views" (
	"appeal_id" uuid NOT NULL,
	"redditor_id" text NOT NULL,
	"username" text NOT NULL,
	"viewed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "appeal_views_appeal_id_redditor_id_pk" PRIMARY KEY("appeal_id","redditor_id")
);
--> statement-breakpoint
CREATE TABLE "decision_drafts" (
	"appeal_id" uuid NOT NULL,
	"redditor_id" text NOT NULL,
	"seen_version" integer NOT NULL,
	"words" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_drafts_appeal_id_redditor_id_pk" PRIMARY KEY("appeal_id","redditor_id")
);
--> statement-breakpoint
DROP INDEX "appeals_by_name";--> statement-breakpoint
ALTER TABLE "appeal_views" ADD CONSTRAINT "appeal_views_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_drafts" ADD CONSTRAINT "decision_drafts_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeal_views_by_time" ON "appeal_views" USING btree ("viewed_at");--> statement-breakpoint
CREATE INDEX "decision_drafts_by_time" ON "decision_drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "appeals_with_people" ON "appeals" USING btree ("subreddit_key","opened_at","id") WHERE state <> 'closed' and (state = 'forwarded' or "group" = 'control' or is_moderator_involved);--> statement-breakpoint
CREATE INDEX "appeals_with_bot" ON "appeals" USING btree ("subreddit_key","opened_at","id") WHERE state in ('new', 'invited') and "group" = 'treatment' and not is_moderator_involved;--> statement-breakpoint
CREATE INDEX "appeals_decided" ON "appeals" USING btree ("subreddit_key","closed_at","id") WHERE outcome in ('granted', 'denied');--> statement-breakpoint
CREATE INDEX "appeals_by_opening" ON "appeals" USING btree ("subreddit_key","opened_at","id");--> statement-breakpoint
CREATE INDEX "appeals_by_name" ON "appeals" USING btree ("subreddit_key","username_key" text_pattern_ops);