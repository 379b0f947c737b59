-- What an application for a permit is about: the property as the applicant named it and as the assessment roll has it.
create table permit_case (
    case_number     text primary key references case_file,
    type            text        not null,
    -- Address, lot or matricule as it was typed; what the roll found may be absent.
    place           text        not null,
    matricule       text check (matricule ~ '^[0-9]{18}$'),
    -- What the permit's holder has to respect, as the decision says it.
    conditions      text,
    registered_at   timestamptz not null
);
create index permit_case_matricule on permit_case (matricule) where matricule is not null;

-- What the other offices think of it, each once; MISSING when the file went on without.
create table permit_opinion (
    case_number     text        not null references permit_case,
    office          text        not null,
    opinion         text        not null check (opinion in ('favourable', 'conditions', 'unfavourable', 'missing')),
    given_by        text check ((opinion = 'missing') = (given_by is null)),
    given_at        timestamptz not null,
    primary key (case_number, office)
);

-- A permit that was issued; its case number is its own.
create table permit (
    case_number     text primary key references permit_case,
    state           text        not null check (state in ('VALID', 'STOPPED', 'EXPIRED', 'REVOKED')),
    issued_at       timestamptz not null,
    -- The last day on which it is good; null for one without end.
    expires_on      date,
    -- The day of the reminder.
    reminder_on     date check ((reminder_on is null) = (expires_on is null)),
    renewed         boolean     not null default false,
    resolution      text,
    -- The official document that is in force.
    document        uuid        not null,
    -- Since when the works are stopped.
    stopped_on      date        check (state <> 'STOPPED' or stopped_on is not null),
    check (not renewed or expires_on is not null)
);

-- Since when a case is its present resident's, when it went over to them, e.g. with the property.
alter table case_file add column transferred_at timestamptz;
