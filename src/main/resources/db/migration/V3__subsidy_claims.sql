-- The one grant of a child, person or address: whoever holds the slot has it. The key is a keyed hash, so this table names nobody.
create table subsidy_claim (
    key_hash        bytea       not null,
    slot            int         not null check (slot >= 1),
    case_number     text        not null references case_file,
    -- Last day it is held; null for life. Afterwards the next case takes the slot over.
    held_until      date,
    primary key (key_hash, slot)
);
create index subsidy_claim_case on subsidy_claim (case_number);

-- What a case shares with others: the right it asked for, its invoice, its bank account. Keyed hashes too.
create table subsidy_fingerprint (
    case_number     text        not null references case_file,
    kind            text        not null check (kind in ('CLAIM', 'INVOICE', 'ACCOUNT')),
    hash            bytea       not null,
    -- Of the applicant, to count different people.
    applicant_hash  bytea       not null,
    at              timestamptz not null,
    primary key (case_number, kind, hash)
);
create index subsidy_fingerprint_hash on subsidy_fingerprint (kind, hash);
