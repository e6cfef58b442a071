CREATE SEQUENCE "public"."event_positions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"position" bigint,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text,
	"level" text NOT NULL,
	"audience" text NOT NULL,
	"message" text NOT NULL,
	"runner" text,
	"subreddit" text,
	"conversation_id" text,
	"appeal_id" uuid,
	"username" text,
	"data" jsonb NOT NULL,
	CONSTRAINT "events_actor_known" CHECK ("events"."actor_kind" in ('redditor', 'visitor', 'moderator', 'operator', 'researcher', 'program')),
	CONSTRAINT "events_level_known" CHECK ("events"."level" in ('debug', 'info', 'warn', 'error')),
	CONSTRAINT "events_audience_known" CHECK ("events"."audience" in ('detail', 'step', 'milestone', 'alert', 'error')),
	CONSTRAINT "events_data_object" CHECK (jsonb_typeof("events"."data") = 'object')
);
--> statement-breakpoint
CREATE TABLE "sinks" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"state" jsonb,
	"not_before" timestamp with time zone,
	"wake_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"last_error" text,
	"delivered_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "last_seen" jsonb;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "last_ban" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "events_in_order" ON "events" USING btree ("position");--> statement-breakpoint
CREATE INDEX "events_without_position" ON "events" USING btree ("id") WHERE position is null;--> statement-breakpoint
CREATE INDEX "events_of_appeal" ON "events" USING btree ("appeal_id","id") WHERE appeal_id is not null;--> statement-breakpoint
CREATE INDEX "events_of_conversation" ON "events" USING btree ("conversation_id","id") WHERE conversation_id is not null;--> statement-breakpoint
CREATE INDEX "events_by_time" ON "events" USING btree ("at");