-- The city's own tables. The engine's (act_*) live beside them, in the same schema and the same transactions.

-- A resident (or company, organisation) who has an account. The e-mail address is the identity; it is kept in lower case.
create table resident (
    id              bigint generated always as identity primary key,
    email           text        not null unique check (email = lower(email) and length(email) <= 254),
    created_at      timestamptz not null
);

-- English is offered only to people who declare that an exception of the Charter of the French language covers them.
create table english_attestation (
    id              bigint generated always as identity primary key,
    resident_id     bigint references resident,
    exception_code  text        not null check (exception_code in ('ELIGIBLE_ENGLISH', 'INDIGENOUS', 'IMMIGRANT_6M',
                        'SAFETY_HEALTH', 'NATURAL_JUSTICE', 'OUTSIDE_QC', 'TOURIST')),
    arrived_on      date check ((exception_code = 'IMMIGRANT_6M') = (arrived_on is not null)),
    attested_at     timestamptz not null,
    ended_at        timestamptz
);
create index english_attestation_resident on english_attestation (resident_id);

-- One-time sign-in links. Only a digest is kept: a copy of this table signs nobody in.
create table sign_in_link (
    token_digest    bytea primary key,
    email           text        not null,
    -- The declaration for English made before signing in, perhaps in another browser than the link is opened in.
    attestation_id  bigint references english_attestation,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    used_at         timestamptz
);
create index sign_in_link_email on sign_in_link (email, created_at);

-- An application that a resident (or an agent at the counter for one) is still writing.
create table draft (
    id              uuid primary key,
    service         text        not null,
    resident_id     bigint references resident,
    filed_by        text,
    channel         text        not null check (channel in ('PORTAL', 'COUNTER', 'PHONE')),
    language        text        not null check (language in ('fr', 'en')),
    answers         jsonb       not null,
    updated_at      timestamptz not null,
    -- Set when it was sent: a second click, or a page left open, finds the case file instead of sending again.
    case_number     text unique,
    check (resident_id is not null or filed_by is not null)
);
create index draft_resident on draft (resident_id) where case_number is null;
create index draft_filed_by on draft (filed_by) where case_number is null and filed_by is not null;

-- The case file: the record of what was asked and what became of it. Its number is the process's business key.
create table case_file (
    number          text primary key,
    service         text        not null,
    resident_id     bigint references resident,
    filed_by        text,
    channel         text        not null check (channel in ('PORTAL', 'COUNTER', 'PHONE')),
    language        text        not null check (language in ('fr', 'en')),
    email           text,
    applicant_name  text,
    applicant_address text,
    -- Name and address without accents and in lower case, for the counter's search.
    search_text     text        not null default '',
    answers         jsonb       not null,
    status          text        not null,
    status_since    timestamptz not null,
    received_at     timestamptz not null,
    -- The date the city promises; null when the service has no standard. Moved on by the business days the resident needed.
    expected_on     date,
    clock_stopped_on date,
    closed_at       timestamptz
);
create index case_file_resident on case_file (resident_id, received_at desc);
create index case_file_service on case_file (service, received_at desc);
alter table draft add constraint draft_case foreign key (case_number) references case_file deferrable initially deferred;

-- Documents, in the database so that they are in every backup and in every transaction.
create table document (
    id              uuid primary key,
    draft_id        uuid references draft,
    case_number     text references case_file,
    kind            text        not null,
    file_name       text        not null,
    media_type      text        not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'image/heic')),
    size_bytes      int         not null check (size_bytes between 1 and 10485760),
    sha256          bytea       not null,
    scan            text        not null check (scan in ('NOT_SCANNED', 'PENDING', 'CLEAN')),
    content         bytea       not null,
    added_at        timestamptz not null,
    added_by        text        not null,
    -- Kept compressed files as they are: compressing them again only costs time.
    check (draft_id is not null or case_number is not null)
);
alter table document alter column content set storage external;
create index document_draft on document (draft_id) where draft_id is not null;
create index document_case on document (case_number) where case_number is not null;

-- What happened, in order. Statuses come from the diagram; the rest is what people did.
create table case_event (
    id              bigint generated always as identity primary key,
    case_number     text        not null references case_file,
    at              timestamptz not null,
    code            text        not null,
    actor           text        not null check (actor in ('RESIDENT', 'CITY', 'SYSTEM')),
    staff           text
);
create index case_event_case on case_event (case_number, id);

-- Messages between resident and city, and internal notes.
create table case_message (
    id              bigint generated always as identity primary key,
    case_number     text        not null references case_file,
    at              timestamptz not null,
    author          text        not null check (author in ('RESIDENT', 'CITY', 'NOTE')),
    staff           text,
    body            text        not null check (length(body) between 1 and 4000),
    -- The page it was written on: the same page sent twice is one message.
    form_key        uuid unique
);
create index case_message_case on case_message (case_number, id);

-- A letter to a resident: written once per case, step and attempt, before it leaves.
create table letter (
    id              bigint generated always as identity primary key,
    case_number     text        not null references case_file,
    step            text        not null,
    attempt         int         not null,
    name            text        not null,
    subject         text        not null,
    body            text        not null,
    email           text,
    message_id      text        not null unique,
    status          text        not null check (status in ('IN_FILE', 'NOT_DELIVERED_YET', 'SENT')),
    written_at      timestamptz not null,
    sent_at         timestamptz,
    -- Whether the step that wrote it is over: until then a repeated job takes this letter instead of writing another.
    step_done       boolean     not null,
    unique (case_number, step, attempt),
    check ((status = 'SENT') = (sent_at is not null))
);

-- The demonstration's mailbox: what would have left by SMTP.
create table demo_mail (
    id              bigint generated always as identity primary key,
    recipient       text        not null,
    subject         text        not null,
    body            text        not null,
    at              timestamptz not null
);

-- Case numbers count per service and year: SUB-2026-000123-7. Gaps are allowed, waiting for each other is not.
create function next_case_sequence(prefix text, year int) returns bigint language plpgsql as $$
declare
    counter text := 'case_number_' || lower(prefix) || '_' || year;
begin
    if to_regclass(counter) is null then
        perform pg_advisory_xact_lock(hashtext(counter));
        execute format('create sequence if not exists %I maxvalue 999999', counter);
    end if;
    return nextval(counter::regclass);
end $$;
