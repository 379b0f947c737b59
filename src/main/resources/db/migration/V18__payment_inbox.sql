-- A notice is kept before it is answered, and worked off afterwards: this table is the queue, so what was acknowledged survives any stop.
alter table payment_notice
    -- In the order they came.
    add column arrival      bigint generated always as identity,
    -- The payment that it is about: of one payment, notices are worked off one after the other.
    add column about        text,
    -- What the ledger needs of it, nothing about a person; null where it means nothing to the city.
    add column said         jsonb,
    -- How often it failed, and when it is due next.
    add column failures     int         not null default 0,
    add column due_at       timestamptz,
    add column worked_at    timestamptz,
    alter column effect drop not null;
update payment_notice set about = id, due_at = received_at, worked_at = received_at;
alter table payment_notice
    alter column about set not null,
    alter column due_at set not null,
    add check ((worked_at is null) = (effect is null)),
    add check (worked_at is not null or said is not null);
create index payment_notice_waiting on payment_notice (arrival) where worked_at is null;
create index payment_notice_turn on payment_notice (provider, about, arrival) where worked_at is null;

-- A notice that could not be worked off is somebody's task as well.
alter table payment_difference
    drop constraint payment_difference_kind_check,
    add constraint payment_difference_kind_check
        check (kind in ('AMOUNT', 'MISSING_HERE', 'MISSING_THERE', 'REFUND_MISSING_HERE', 'REFUND_MISSING_THERE', 'DISPUTE', 'NOTICE'));
