-- Who sits. Whoever changes the calendar or an agenda of a body locks its row first: two clerks, or a clerk and a case, come one after the other.
create table council_body (
    body            text primary key,
    -- The office that keeps its calendar.
    office          text not null,
    -- Its resolutions are numbered CM-20260602-431.
    number_prefix   text not null unique,
    -- How many days before a sitting its agenda closes, unless the clerk says otherwise.
    closes_days     int  not null check (closes_days >= 0)
);
insert into council_body values ('COUNCIL', 'greffe', 'CM', 7), ('EXECUTIVE', 'greffe', 'CE', 7), ('CCU', 'ccu-secretary', 'CCU', 15);

create table council_sitting (
    id              bigint generated always as identity primary key,
    body            text        not null references council_body,
    held_on         date        not null,
    -- Laval's time.
    starts_at       time        not null,
    place           text        not null check (place <> ''),
    state           text        not null check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    -- The last day on which a case is put on the agenda.
    agenda_closes_on date       not null check (agenda_closes_on <= held_on),
    -- Counts the changes, so that nobody overwrites what they did not see.
    version         int         not null,
    changed_by      text        not null,
    changed_at      timestamptz not null,
    unique (id, held_on)
);
create unique index council_sitting_one_a_day on council_sitting (body, held_on) where state <> 'CANCELLED';

-- A case on the agenda of a sitting. Moved to another sitting, it leaves its row behind and gets a new one.
create table council_item (
    id              bigint generated always as identity primary key,
    case_number     text        not null references case_file,
    body            text        not null references council_body,
    sitting         bigint      not null references council_sitting,
    -- A public notice must have been published for it.
    public_notice   boolean     not null,
    state           text        not null check (state in ('ON_AGENDA', 'MOVED', 'DECIDED', 'REMOVED')),
    placed_at       timestamptz not null,
    unique (case_number, sitting, id)
);
create unique index council_item_open on council_item (case_number, body) where state = 'ON_AGENDA';
create index council_item_sitting on council_item (sitting) where state = 'ON_AGENDA';
create index council_item_case on council_item (case_number);

-- A public notice names one sitting; for another one it is published again.
create table council_notice (
    case_number     text        not null references case_file,
    sitting         bigint      not null,
    sitting_on      date        not null,
    published_on    date        not null,
    place           text        not null check (place <> ''),
    entered_by      text        not null,
    entered_at      timestamptz not null,
    primary key (case_number, sitting),
    foreign key (sitting, sitting_on) references council_sitting (id, held_on),
    -- Act respecting land use planning and development, s. 145.6. That the offices are open on that day is checked by the application.
    check (published_on <= sitting_on - 15)
);

create table council_resolution (
    number          text primary key,
    item            bigint      not null unique references council_item,
    outcome         text        not null check (outcome in ('ADOPTED', 'REFUSED', 'POSTPONED')),
    conditions      text,
    recorded_by     text        not null,
    recorded_at     timestamptz not null
);

-- For an office's agenda: what waits for its resident, however many cases are closed.
create index case_file_waiting on case_file (service, status_since) where clock_stopped_on is not null;
