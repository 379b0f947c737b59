-- The simulated fleet has two applications: what was told about one says nothing about the other. Until now it had one, whatever it was called.
alter table simulated_command add column application text not null default '';
update simulated_command set application = 'TIKTOK' where split_part(key, '.', 1) in (
    select number from removal_campaign where android_ids ilike '%com.zhiliaoapp.musically%' or ios_ids ilike '%com.zhiliaoapp.musically%' or computer_names ilike '%tiktok%');
alter table simulated_command alter column application drop default;
drop index simulated_command_device;
create index simulated_command_device on simulated_command (device, kind, application);
