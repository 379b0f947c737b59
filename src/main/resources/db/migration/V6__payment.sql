-- What a case has to pay, once per step of the case.
create table payment_order (
    number          text primary key,
    case_number     text        not null references case_file,
    -- The case's first, second... order: the number ends with it.
    sequence        int         not null check (sequence >= 1),
    step            text        not null,
    total_cents     bigint      not null check (total_cents > 0),
    currency        text        not null default 'CAD' check (currency = 'CAD'),
    state           text        not null check (state in ('OPEN', 'PAID', 'LAPSED', 'CANCELLED')),
    opened_at       timestamptz not null,
    closed_at       timestamptz,
    unique (case_number, step),
    unique (case_number, sequence),
    check (number = case_number || '.' || sequence),
    check ((state = 'OPEN') = (closed_at is null))
);
create index payment_order_opened on payment_order (opened_at);

create table payment_line (
    order_number    text        not null references payment_order,
    line            int         not null check (line >= 1),
    word            text        not null,
    detail          text        not null,
    fee_cents       bigint      not null check (fee_cents >= 0),
    gst_cents       bigint      not null check (gst_cents >= 0),
    qst_cents       bigint      not null check (qst_cents >= 0),
    primary key (order_number, line)
);

-- An order is settled for good; its amount never changes.
create function payment_order_step() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and old.state <> 'OPEN' then
        raise exception 'order % cannot go from % to %', old.number, old.state, new.state;
    end if;
    if (old.total_cents, old.currency, old.case_number) is distinct from (new.total_cents, new.currency, new.case_number) then
        raise exception 'order % cannot change', old.number;
    end if;
    return new;
end $$;
create trigger payment_order_step before update on payment_order for each row execute function payment_order_step();

-- The life of an attempt to pay, as data: no other edge exists, whoever asks.
create table payment_edge (
    from_state      text not null,
    to_state        text not null,
    event           text not null,
    primary key (from_state, to_state)
);
insert into payment_edge (from_state, to_state, event) values
    ('CREATED', 'SESSION_OPEN', 'sessionOpened'),
    ('CREATED', 'UNKNOWN', 'providerSilentAtOpening'),
    ('CREATED', 'ABANDONED', 'sessionRefused'),
    ('UNKNOWN', 'SESSION_OPEN', 'sessionFound'),
    ('UNKNOWN', 'AUTHORIZED', 'foundAuthorized'),
    ('UNKNOWN', 'CAPTURED', 'foundCaptured'),
    ('UNKNOWN', 'DECLINED', 'foundDeclined'),
    ('UNKNOWN', 'ABANDONED', 'foundAbandoned'),
    ('SESSION_OPEN', 'UNKNOWN', 'providerSilent'),
    ('SESSION_OPEN', 'AUTHORIZED', 'authorized'),
    ('SESSION_OPEN', 'CAPTURED', 'captured'),
    ('SESSION_OPEN', 'DECLINED', 'declined'),
    ('SESSION_OPEN', 'ABANDONED', 'sessionExpired'),
    ('AUTHORIZED', 'CAPTURED', 'authorizationCaptured'),
    ('AUTHORIZED', 'DECLINED', 'authorizationDeclined'),
    ('AUTHORIZED', 'ABANDONED', 'authorizationExpired'),
    ('AUTHORIZED', 'UNKNOWN', 'providerSilentAfterAuthorization'),
    ('DECLINED', 'CAPTURED', 'capturedAfterDeclined'),
    ('ABANDONED', 'CAPTURED', 'capturedAfterAbandoned'),
    ('CAPTURED', 'SETTLED', 'booked'),
    ('CAPTURED', 'REFUND_PENDING', 'refundSent'),
    ('SETTLED', 'REFUND_PENDING', 'refundSentAfterSettled'),
    ('PARTIALLY_REFUNDED', 'REFUND_PENDING', 'furtherRefundSent'),
    ('REFUND_PENDING', 'REFUNDED', 'refundedWhole'),
    ('REFUND_PENDING', 'PARTIALLY_REFUNDED', 'refundedInPart'),
    ('REFUND_PENDING', 'CAPTURED', 'refundRefused'),
    ('REFUND_PENDING', 'SETTLED', 'refundRefusedAfterSettled'),
    ('CAPTURED', 'CHARGED_BACK', 'chargedBack'),
    ('SETTLED', 'CHARGED_BACK', 'chargedBackAfterSettled'),
    ('PARTIALLY_REFUNDED', 'CHARGED_BACK', 'chargedBackAfterPartialRefund'),
    ('REFUND_PENDING', 'CHARGED_BACK', 'chargedBackDuringRefund'),
    ('REFUNDED', 'CHARGED_BACK', 'chargedBackAfterRefund'),
    ('CHARGED_BACK', 'CAPTURED', 'chargebackWon'),
    ('CHARGED_BACK', 'SETTLED', 'chargebackWonAfterSettled'),
    ('CHARGED_BACK', 'PARTIALLY_REFUNDED', 'chargebackWonAfterPartialRefund'),
    ('CHARGED_BACK', 'REFUNDED', 'chargebackWonAfterRefund'),
    ('CHARGED_BACK', 'REFUND_PENDING', 'chargebackWonDuringRefund');

-- One visit to the provider's page. Of the card: brand and last four digits, nothing else.
create table payment_attempt (
    order_number    text        not null references payment_order,
    attempt         int         not null check (attempt >= 1),
    idempotency_key text        not null unique,
    provider        text        not null,
    state           text        not null,
    language        text        not null check (language in ('fr', 'en')),
    amount_cents    bigint      not null check (amount_cents > 0),
    session         text,
    page            text,
    payment         text,
    brand           text,
    last_four       text check (last_four ~ '^\d{4}$'),
    authorization_code text check (length(authorization_code) <= 20),
    -- In the address that the provider sends the browser back to: shows this order's state to whoever has it.
    return_code     text        not null unique,
    -- What was captured and what of it was promised back; the second never exceeds the first.
    captured_cents  bigint      not null default 0 check (captured_cents in (0, amount_cents)),
    refund_cents    bigint      not null default 0 check (refund_cents between 0 and captured_cents),
    -- The one capture that pays the order; any other is given back by itself.
    counted         boolean     not null default false,
    opened_at       timestamptz not null,
    expires_at      timestamptz not null,
    captured_at     timestamptz,
    settled_at      timestamptz,
    -- When the state was reached, and from whom it is known: NOTICE, QUERY, RECONCILIATION, APPLICATION or a member of the staff.
    changed_at      timestamptz not null,
    changed_by      text        not null,
    primary key (order_number, attempt),
    unique (provider, session),
    unique (provider, payment),
    check (idempotency_key = order_number || '-' || attempt),
    check ((captured_cents > 0) = (captured_at is not null)),
    check (not counted or captured_cents > 0)
);
create unique index payment_attempt_counted on payment_attempt (order_number) where counted;
create unique index payment_attempt_live on payment_attempt (order_number) where state in ('CREATED', 'SESSION_OPEN', 'UNKNOWN', 'AUTHORIZED');
create index payment_attempt_captured on payment_attempt (captured_at);

-- Every edge that an attempt went along.
create table payment_step (
    id              bigint generated always as identity primary key,
    order_number    text        not null,
    attempt         int         not null,
    at              timestamptz not null,
    event           text        not null,
    from_state      text        not null,
    to_state        text        not null,
    known_from      text        not null,
    foreign key (order_number, attempt) references payment_attempt
);
create index payment_step_attempt on payment_step (order_number, attempt);

create function payment_attempt_step() returns trigger language plpgsql as $$
declare
    along text;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'CREATED' then
            raise exception 'attempt % must begin as CREATED', new.idempotency_key;
        end if;
        return new;
    end if;
    if (old.amount_cents, old.idempotency_key, old.provider) is distinct from (new.amount_cents, new.idempotency_key, new.provider)
        or old.captured_cents > 0 and new.captured_cents <> old.captured_cents or old.counted and not new.counted then
        raise exception 'attempt % cannot change', old.idempotency_key;
    end if;
    if old.state <> new.state then
        select event into along from payment_edge where from_state = old.state and to_state = new.state;
        if along is null then
            raise exception 'attempt % cannot go from % to %', old.idempotency_key, old.state, new.state;
        end if;
        insert into payment_step (order_number, attempt, at, event, from_state, to_state, known_from)
            values (new.order_number, new.attempt, new.changed_at, along, old.state, new.state, new.changed_by);
    end if;
    return new;
end $$;
create trigger payment_attempt_step before insert or update on payment_attempt for each row execute function payment_attempt_step();

-- Each notice of a provider acts once.
create table payment_notice (
    provider        text        not null,
    id              text        not null check (length(id) <= 255),
    type            text        not null,
    received_at     timestamptz not null,
    effect          text        not null,
    primary key (provider, id)
);

-- Money that goes back, for lines of an order or for a whole surplus attempt. OTHERWISE: by another way than the provider, which had refused.
create table payment_refund (
    number          text primary key,
    order_number    text        not null,
    refund          int         not null check (refund >= 1),
    attempt         int         not null,
    -- What asked for it, so that a step done twice asks once.
    origin          text        not null unique,
    situation       text        not null,
    state           text        not null check (state in ('ASKED', 'NOTHING', 'APPROVED', 'SENT', 'CONFIRMED', 'REFUSED', 'OTHERWISE')),
    -- Null until the table has said how much.
    amount_cents    bigint check (amount_cents >= 0),
    -- How often it was sent: after the provider's no, once more under another key.
    tries           int         not null default 1,
    asked_by        text        not null,
    asked_at        timestamptz not null,
    approved_by     text,
    sent_at         timestamptz,
    provider_refund text,
    ended_at        timestamptz,
    -- When the nightly comparison saw it in the provider's books.
    booked_at       timestamptz,
    -- Who refused it: FINANCE or PROVIDER.
    refused_by      text check (refused_by in ('FINANCE', 'PROVIDER')),
    unique (order_number, refund),
    foreign key (order_number, attempt) references payment_attempt,
    check (number = order_number || '-R' || refund),
    check (state in ('ASKED', 'REFUSED') or amount_cents is not null),
    check (state not in ('APPROVED', 'SENT', 'CONFIRMED', 'OTHERWISE') or approved_by is not null and amount_cents > 0),
    check (approved_by is distinct from asked_by),
    check ((state = 'REFUSED') = (refused_by is not null)),
    check ((state in ('NOTHING', 'CONFIRMED', 'REFUSED', 'OTHERWISE')) = (ended_at is not null))
);
create index payment_refund_attempt on payment_refund (order_number, attempt);

-- A line is given back once; the row goes when its refund comes to nothing.
create table payment_refund_line (
    order_number    text        not null,
    line            int         not null,
    refund          text        not null references payment_refund,
    primary key (order_number, line),
    foreign key (order_number, line) references payment_line
);

-- What is promised back is set aside at the attempt, one row under its lock: the sum cannot exceed what was captured.
create function payment_refund_step() returns trigger language plpgsql as $$
declare
    before bigint := 0;
    after bigint := case when new.state in ('REFUSED', 'NOTHING') then 0 else coalesce(new.amount_cents, 0) end;
begin
    if tg_op = 'UPDATE' then
        before := case when old.state in ('REFUSED', 'NOTHING') then 0 else coalesce(old.amount_cents, 0) end;
        if old.state <> new.state and (old.state, new.state) not in
            (('ASKED', 'NOTHING'), ('ASKED', 'APPROVED'), ('ASKED', 'REFUSED'), ('APPROVED', 'SENT'), ('APPROVED', 'REFUSED'),
             ('SENT', 'CONFIRMED'), ('SENT', 'REFUSED'), ('REFUSED', 'APPROVED'), ('REFUSED', 'OTHERWISE')) then
            raise exception 'refund % cannot go from % to %', old.number, old.state, new.state;
        end if;
        if old.state = 'REFUSED' and new.state <> 'REFUSED' and old.refused_by <> 'PROVIDER' then
            raise exception 'refund % was refused by finance', old.number;
        end if;
        if old.amount_cents is distinct from new.amount_cents and old.state <> 'ASKED' then
            raise exception 'refund % cannot change its amount', old.number;
        end if;
    end if;
    if after <> before then
        update payment_attempt set refund_cents = refund_cents + after - before where order_number = new.order_number and attempt = new.attempt;
    end if;
    return new;
end $$;
create trigger payment_refund_step before insert or update on payment_refund for each row execute function payment_refund_step();

-- A card holder disputes a payment at their bank. Lost, it is a debt until somebody marks it as paid.
create table payment_dispute (
    provider        text        not null,
    id              text        not null,
    order_number    text        not null,
    attempt         int         not null,
    state           text        not null check (state in ('OPENED', 'WON', 'LOST')),
    amount_cents    bigint      not null check (amount_cents > 0),
    opened_at       timestamptz not null,
    ended_at        timestamptz,
    debt_paid_at    timestamptz,
    primary key (provider, id),
    foreign key (order_number, attempt) references payment_attempt,
    check ((state = 'OPENED') = (ended_at is null)),
    check (debt_paid_at is null or state = 'LOST')
);
create index payment_dispute_order on payment_dispute (order_number);

-- Where the provider's books and the ledger disagree; each once, until somebody has settled it.
create table payment_difference (
    id              bigint generated always as identity primary key,
    kind            text        not null check (kind in ('AMOUNT', 'MISSING_HERE', 'MISSING_THERE', 'REFUND_MISSING_HERE', 'REFUND_MISSING_THERE', 'DISPUTE')),
    reference       text        not null,
    provider        text        not null,
    order_number    text,
    attempt         int,
    ledger_cents    bigint,
    provider_cents  bigint,
    found_at        timestamptz not null,
    settled_at      timestamptz,
    settled_by      text,
    unique (provider, kind, reference),
    check ((settled_at is null) = (settled_by is null))
);

-- The days whose books were compared.
create table payment_night (
    provider        text        not null,
    day             date        not null,
    compared_at     timestamptz not null,
    booked          int         not null,
    differences     int         not null,
    primary key (provider, day)
);

-- A link that opens the payment page of one order and nothing else, for somebody's own phone. Only a digest is kept.
create table payment_link (
    token_digest    bytea primary key,
    order_number    text        not null references payment_order,
    created_at      timestamptz not null,
    expires_at      timestamptz not null
);
create index payment_link_order on payment_link (order_number);
