-- A cap raised retroactively: which paid cases it touches, and what each still gets. Nothing is reopened.
create table subsidy_adjustment (
    number          text        primary key,
    program         text        not null,
    -- Whose envelope pays.
    year            int         not null check (year between 2000 and 2100),
    purchased_from  date        not null,
    -- Paid cases whose amount a person set: the table says nothing about them.
    set_by_persons  int         not null check (set_by_persons >= 0),
    at              timestamptz not null
);
create table subsidy_difference (
    number          text        not null references subsidy_adjustment,
    case_number     text        not null references case_file,
    -- What the case had been paid when it was listed.
    paid_cents      bigint      not null check (paid_cents > 0),
    cents           bigint      not null check (cents > 0),
    state           text        not null default 'LISTED' check (state in ('LISTED', 'RESERVED', 'PAID', 'DROPPED')),
    -- Whether the payment of the case was begun.
    begun           boolean     not null default false,
    primary key (number, case_number)
);
-- A case gets one difference at a time.
create unique index subsidy_difference_open on subsidy_difference (case_number) where state = 'RESERVED';

-- Which process of the case is told what became of a payout.
alter table subsidy_payout add column process text not null default 'subsidy-application';
