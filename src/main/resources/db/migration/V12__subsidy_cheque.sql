-- What becomes of a cheque after it was issued: cashed, or stopped because nobody cashed it; never both.
alter table subsidy_payout
    add column cashed_at    timestamptz,
    add column cashed_by    text,
    add column stopped_at   timestamptz,
    -- The stopped cheque that this payout replaces, by its attempt.
    add column replaces     int,
    -- The adjustment that pays it; null for the subsidy itself.
    add column adjustment   text references subsidy_adjustment,
    add check (cashed_at is null or stopped_at is null),
    add check (cashed_at is null or (method = 'CHEQUE' and state = 'SETTLED')),
    add check (stopped_at is null or (method = 'CHEQUE' and state in ('SETTLED', 'RETURNED')));
-- A cheque is replaced once.
create unique index subsidy_payout_replaces on subsidy_payout (case_number, replaces);
