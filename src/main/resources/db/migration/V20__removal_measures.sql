-- The cases that failed, few among many: each failure asks how many there are.
create index removal_case_failed on removal_case (campaign) where failures > 0;
