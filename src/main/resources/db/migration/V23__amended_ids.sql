-- When a review last changed what the application is called: devices blocked before are told again. Null: never.
alter table removal_campaign add column ids_changed_at timestamptz;
