CREATE TABLE "research_plans" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subreddit_key" text,
	"number" integer NOT NULL,
	"plan" jsonb NOT NULL,
	"hash" text NOT NULL,
	"locked_at" timestamp with time zone NOT NULL,
	"locked_by" text NOT NULL,
	"is_late" boolean NOT NULL,
	CONSTRAINT "research_plans_plan_object" CHECK (jsonb_typeof("research_plans"."plan") = 'object')
);
--> statement-breakpoint
CREATE UNIQUE INDEX "research_plans_numbered" ON "research_plans" USING btree (coalesce(subreddit_key, ''),"number");--> statement-breakpoint
CREATE INDEX "events_decided" ON "events" USING btree ("conversation_id","id") WHERE kind = 'decided';--> statement-breakpoint
CREATE INDEX "events_results_seen" ON "events" USING btree ("at") WHERE kind = 'research-results-seen';