-- The city's devices: one row per serial number, whichever list or management system speaks of it and however often it is enrolled.
create table device (
    id            bigint generated always as identity primary key,
    -- Capital letters, without spaces.
    serial        text not null unique,
    name          text,
    category      text not null check (category in ('PHONE', 'TABLET', 'COMPUTER', 'PUBLIC_WORKSTATION', 'KIOSK')),
    owner_type    text not null check (owner_type in ('COMPANY', 'PERSONAL', 'UNKNOWN')),
    platform      text not null check (platform in ('IOS', 'ANDROID', 'WINDOWS', 'MACOS', 'OTHER')),
    supervised    boolean not null default false,
    jail_broken   boolean not null default false,
    site          text,
    department    text,
    -- Whom to write to about it; erased when the device leaves the city. Nothing else is kept about people, and none of it in the engine.
    holder_email  text,
    chief_email   text,
    -- The management system that has it, with its id there; null for what stands on the asset list only.
    manager       text,
    managed_id    text,
    directory_id  text,
    last_sync     timestamptz,
    -- When the asset list last had it; null for what no list had.
    listed_at     timestamptz,
    reported_lost timestamptz,
    -- Neither on the list nor in a management system any more.
    gone_at       timestamptz,
    updated_at    timestamptz not null,
    check ((manager is null) = (managed_id is null))
);
create unique index device_managed on device (manager, managed_id) where manager is not null;
create index device_site on device (site) where gone_at is null;

-- A list as it was read, line by line, before anybody says that it counts.
create table device_import (
    id           bigint generated always as identity primary key,
    file_name    text not null,
    read_by      text not null,
    read_at      timestamptz not null,
    charset      text not null,
    lines        int not null default 0,
    applied_by   text,
    applied_at   timestamptz,
    check ((applied_by is null) = (applied_at is null))
);
create table device_import_line (
    import       bigint not null references device_import on delete cascade,
    line         int not null,
    serial       text,
    name         text,
    category     text,
    owner_type   text,
    platform     text,
    site         text,
    department   text,
    holder_email text,
    chief_email  text,
    -- Why the line does not count; null when it does.
    rejected     text,
    rejected_by  text,
    primary key (import, line)
);
create unique index device_import_serial on device_import_line (import, serial) where rejected is null;

-- A measure against one application. What it forbids is data: the next ban is a row here.
create table removal_campaign (
    number          text primary key,
    application     text not null,
    -- Ids per platform, separated by commas; names of programs on computers may end with *.
    android_ids     text not null,
    ios_ids         text not null,
    computer_names  text not null,
    legal_basis     text not null,
    categories      text not null,
    starts_on       date not null,
    review_on       date not null,
    failure_percent int not null check (failure_percent between 1 and 100),
    state           text not null check (state in ('IN_FORCE', 'PAUSED', 'LIFTED')),
    opened_at       timestamptz not null,
    lifted_at       timestamptz,
    check ((lifted_at is not null) = (state = 'LIFTED'))
);
-- Forbidden once at a time.
create unique index removal_campaign_in_force on removal_campaign (lower(application)) where state <> 'LIFTED';

-- One reading of one management system for one measure; what no run to its end has said is not known.
create table inventory_run (
    id         bigint generated always as identity primary key,
    campaign   text not null references removal_campaign,
    manager    text not null,
    started_at timestamptz not null,
    -- Where the next page begins; the system's own word.
    cursor     text,
    pages      int not null default 0,
    ended_at   timestamptz
);
create unique index inventory_run_open on inventory_run (campaign, manager) where ended_at is null;

-- What the last inventory said of a forbidden application on a device. Other applications are never kept.
create table device_finding (
    campaign    text not null references removal_campaign,
    device      bigint not null references device,
    -- The last run that saw the device, and the last that saw the application on it.
    run         bigint not null references inventory_run,
    listed_run  bigint references inventory_run,
    -- What the last run that went to its end says; null while none has.
    listed      boolean,
    -- Several versions are one finding.
    versions    text,
    -- The device's own report that this rests on, by the management system's clock; that of the run under way beside it.
    reported_at timestamptz,
    seen_at     timestamptz,
    primary key (campaign, device)
);
create index device_finding_run on device_finding (campaign, run);

-- The case of a device in a campaign; one that catches the application again has a further round. KEPT_AWAY never had it: blocked, without a process.
create table removal_case (
    campaign   text not null references removal_campaign,
    device     bigint not null references device,
    round      int not null default 1,
    state      text not null check (state in ('OPEN', 'COMMANDED', 'BY_HAND', 'CHASED', 'EXCEPTED', 'HELD',
                                              'COMPLIANT', 'BLOCKED_HIDDEN', 'CLEAN', 'KEPT_AWAY', 'OUT_OF_SCOPE', 'INCIDENT', 'CANCELLED')),
    failures   int not null default 0,
    opened_at  timestamptz not null,
    -- The run that its process was told of last.
    told_run   bigint references inventory_run,
    closed_at  timestamptz,
    primary key (campaign, device, round),
    check ((closed_at is not null) = (state in ('COMPLIANT', 'BLOCKED_HIDDEN', 'CLEAN', 'KEPT_AWAY', 'OUT_OF_SCOPE', 'INCIDENT', 'CANCELLED')))
);
create unique index removal_case_open on removal_case (campaign, device) where closed_at is null;

-- A command is a row before it leaves; its key is the same however often the step is repeated.
create table device_command (
    campaign    text not null,
    device      bigint not null references device,
    round       int not null,
    kind        text not null check (kind in ('UNINSTALL', 'BLOCK', 'UNBLOCK', 'SYNC', 'LOCK')),
    attempt     int not null,
    state       text not null check (state in ('WRITTEN', 'PENDING', 'DONE', 'FAILED', 'NOT_SUPPORTED')),
    written_at  timestamptz not null,
    answered_at timestamptz,
    primary key (campaign, device, round, kind, attempt),
    foreign key (campaign, device, round) references removal_case
);

-- An exception has a person, a reason, a decision and an end; asked for until it is granted.
create table removal_exception (
    number      text primary key,
    campaign    text not null references removal_campaign,
    device      bigint not null references device,
    person      text not null,
    reason      text not null,
    asked_at    timestamptz not null,
    resolution  text,
    granted_on  date,
    until       date,
    -- Over, revoked or denied.
    ended_at    timestamptz,
    check ((granted_on is null) = (until is null)),
    check (until between granted_on and granted_on + 30)
);
create unique index removal_exception_open on removal_exception (campaign, device) where ended_at is null;

-- One visit per site, with the list of its devices.
create table site_visit (
    number   text primary key,
    campaign text not null references removal_campaign,
    site     text not null,
    ended_at timestamptz
);
create unique index site_visit_open on site_visit (campaign, site) where ended_at is null;
create table site_visit_device (
    visit   text not null references site_visit,
    device  bigint not null references device,
    -- REMOVED, ABSENT, NOT_FOUND: an inventory by hand; null until somebody stood before it.
    outcome text check (outcome in ('REMOVED', 'ABSENT', 'NOT_FOUND')),
    seen_by text,
    seen_at timestamptz,
    told    boolean not null default false,
    primary key (visit, device)
);

-- What staff was told: once per step, in both languages.
create table staff_notice (
    campaign   text not null references removal_campaign,
    -- Of a device; 0 for everybody.
    device     bigint not null,
    step       text not null,
    letter     text not null,
    recipient  text,
    subject    text not null,
    body       text not null,
    message_id text not null unique,
    written_at timestamptz not null,
    sent_at    timestamptz,
    primary key (campaign, device, step)
);

-- The campaign over time, for the chart and the report.
create table removal_count (
    campaign text not null references removal_campaign,
    at       timestamptz not null,
    state    text not null,
    devices  int not null,
    primary key (campaign, at, state)
);

-- The simulated fleet of the demonstration: what its devices were told. Everything else about it follows from its seed.
create table simulated_command (
    key        text primary key,
    device     int not null,
    kind       text not null,
    at         timestamptz not null,
    -- How often the same command arrived.
    times      int not null default 1
);
create index simulated_command_device on simulated_command (device, kind);
