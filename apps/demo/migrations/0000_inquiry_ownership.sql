CREATE TABLE "inquiries" (
	"inquiry_id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "inquiries_person" ON "inquiries" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inquiries_one_current_per_person" ON "inquiries" USING btree ("person_id") WHERE "inquiries"."replaced_at" is null;