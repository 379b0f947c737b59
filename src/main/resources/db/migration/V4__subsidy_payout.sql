-- A payout batch: what leaves for the bank together, once.
create table subsidy_payout_batch (
    number          text primary key,
    state           text        not null check (state in ('COLLECTED', 'APPROVED', 'SENT')),
    -- Control count and total of its lines.
    lines           int         not null check (lines >= 0),
    total_cents     bigint      not null check (total_cents >= 0),
    collected_at    timestamptz not null,
    approved_by     text,
    sent_at         timestamptz,
    -- The file as the bank gets it, encrypted; erased some time after everybody is paid.
    file            bytea,
    file_sha256     bytea,
    check ((state = 'COLLECTED') = (approved_by is null)),
    check ((state = 'SENT') = (sent_at is not null and file_sha256 is not null))
);

-- What a case is owed. A returned deposit is tried again as the next attempt.
create table subsidy_payout (
    case_number     text        not null references case_file,
    attempt         int         not null check (attempt >= 1),
    amount_cents    bigint      not null check (amount_cents > 0),
    method          text        not null check (method in ('DEPOSIT', 'CHEQUE')),
    state           text        not null check (state in ('DUE', 'IN_BATCH', 'SENT', 'SETTLED', 'RETURNED', 'WITHDRAWN')),
    batch           text references subsidy_payout_batch,
    return_reason   text,
    due_at          timestamptz not null,
    answered_at     timestamptz,
    -- Whether the case was told what became of it.
    told            boolean     not null default false,
    primary key (case_number, attempt),
    check ((state in ('DUE', 'WITHDRAWN')) = (batch is null)),
    check ((state in ('SETTLED', 'RETURNED')) = (answered_at is not null))
);
-- Nobody is owed twice at a time.
create unique index subsidy_payout_open on subsidy_payout (case_number) where state in ('DUE', 'IN_BATCH', 'SENT');
create index subsidy_payout_batch_lines on subsidy_payout (batch);

-- No other way leads from one state to the next, whoever asks.
create function subsidy_payout_step() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in
        (('DUE', 'IN_BATCH'), ('DUE', 'WITHDRAWN'), ('IN_BATCH', 'WITHDRAWN'), ('IN_BATCH', 'SENT'), ('SENT', 'SETTLED'), ('SENT', 'RETURNED')) then
        raise exception 'payout %.% cannot go from % to %', old.case_number, old.attempt, old.state, new.state;
    end if;
    if old.amount_cents <> new.amount_cents or old.method <> new.method then
        raise exception 'payout %.% cannot change', old.case_number, old.attempt;
    end if;
    return new;
end $$;
create trigger subsidy_payout_step before update on subsidy_payout for each row execute function subsidy_payout_step();
