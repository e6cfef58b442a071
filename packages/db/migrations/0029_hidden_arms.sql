CREATE TABLE "research_blindings" (
	"plan_id" bigint PRIMARY KEY NOT NULL,
	"treatment_is_a" boolean NOT NULL,
	"unlocked_at" timestamp with time zone,
	"unlocked_by" text,
	"drawn" integer
);
--> statement-breakpoint
ALTER TABLE "research_blindings" ADD CONSTRAINT "research_blindings_plan_id_research_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."research_plans"("id") ON DELETE no action ON UPDATE no action;