-- The money of a subsidy programme for one year. Each decision about it locks this row, and no decision can spend more than there is.
create table subsidy_envelope (
    program         text        not null,
    year            int         not null check (year between 2000 and 2100),
    total_cents     bigint      not null check (total_cents >= 0),
    reserved_cents  bigint      not null default 0 check (reserved_cents >= 0),
    paid_cents      bigint      not null default 0 check (paid_cents >= 0),
    status          text        not null default 'OPEN' check (status in ('OPEN', 'SUSPENDED', 'CLOSED')),
    primary key (program, year),
    check (reserved_cents + paid_cents <= total_cents)
);

-- What a case has set aside, or its place in line for it. Places count up in the order in which applications were complete.
create sequence subsidy_place;
create table subsidy_reservation (
    case_number     text primary key references case_file,
    program         text        not null,
    year            int         not null,
    amount_cents    bigint      not null check (amount_cents > 0),
    state           text        not null check (state in ('WAITING', 'RESERVED', 'RELEASED', 'PAID')),
    place           bigint      not null,
    at              timestamptz not null,
    foreign key (program, year) references subsidy_envelope
);
create index subsidy_reservation_line on subsidy_reservation (program, year, place) where state = 'WAITING';

-- What an owner changed in an envelope, once per key.
create table subsidy_envelope_change (
    key             text primary key,
    program         text        not null,
    year            int         not null,
    change          text        not null check (change in ('TOP_UP', 'SUSPEND', 'RESUME')),
    cents           bigint      not null check (cents >= 0),
    at              timestamptz not null,
    foreign key (program, year) references subsidy_envelope
);
