-- What a case orders: one certificate for one property a line. Amounts are those of the day of the order.
create table certificate_line (
    case_number     text        not null references case_file,
    line            int         not null check (line between 1 and 150),
    type            text        not null,
    -- The property in the words of who asks, and as the roll knows it; null until somebody has found it.
    asked           text        not null check (length(asked) between 1 and 200),
    matricule       text        check (matricule ~ '^\d{18}$'),
    fee_cents       bigint      not null check (fee_cents >= 0),
    gst_cents       bigint      not null check (gst_cents >= 0),
    qst_cents       bigint      not null check (qst_cents >= 0),
    delivery        text        not null check (delivery in ('AUTOMATIC', 'PREPARE', 'APPOINTMENT')),
    standard_days   int         not null check (standard_days >= 1),
    template        text        not null,
    state           text        not null check (state in ('ORDERED', 'CANCELLED', 'PAID', 'PREPARED', 'SIGNED', 'ISSUED', 'NOT_ISSUED', 'REFUNDED', 'FEE_KEPT')),
    -- Why it was not issued, as the table of refunds knows it.
    situation       text        check (situation in ('PROPERTY_NOT_FOUND', 'WRONG_PROPERTY_BEFORE_PRODUCTION', 'REFUSED_FOR_LEGAL_REASON', 'NOT_DELIVERED')),
    findings        text        check (length(findings) <= 2000),
    visited_on      date,
    prepared_by     text,
    signed_by       text,
    document        uuid        unique,
    changed_at      timestamptz not null,
    primary key (case_number, line),
    unique (case_number, type, asked),
    check ((state = 'ISSUED') = (document is not null)),
    check ((state in ('NOT_ISSUED', 'REFUNDED', 'FEE_KEPT')) = (situation is not null)),
    check (state not in ('PREPARED', 'SIGNED', 'ISSUED') or matricule is not null),
    check (state not in ('PREPARED', 'SIGNED') or prepared_by is not null),
    check (state <> 'SIGNED' or signed_by is not null),
    -- Two people, or the machine alone from the city's own file.
    check (signed_by is distinct from prepared_by or signed_by is null),
    check (state <> 'ISSUED' or signed_by is not null or prepared_by is null and delivery = 'AUTOMATIC')
);

-- No other way leads from one state to the next, whoever asks; what was ordered and what it costs never changes.
create function certificate_line_step() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'ORDERED' then
            raise exception 'line %.% must begin as ORDERED', new.case_number, new.line;
        end if;
        return new;
    end if;
    if old.state <> new.state and (old.state, new.state) not in
        (('ORDERED', 'PAID'), ('ORDERED', 'CANCELLED'), ('PAID', 'PREPARED'), ('PAID', 'ISSUED'), ('PAID', 'NOT_ISSUED'), ('PREPARED', 'PAID'), ('PREPARED', 'SIGNED'),
         ('PREPARED', 'NOT_ISSUED'), ('SIGNED', 'ISSUED'), ('NOT_ISSUED', 'PAID'), ('NOT_ISSUED', 'REFUNDED'), ('NOT_ISSUED', 'FEE_KEPT')) then
        raise exception 'line %.% cannot go from % to %', old.case_number, old.line, old.state, new.state;
    end if;
    if (old.type, old.asked, old.fee_cents, old.gst_cents, old.qst_cents, old.delivery, old.template)
        is distinct from (new.type, new.asked, new.fee_cents, new.gst_cents, new.qst_cents, new.delivery, new.template) then
        raise exception 'line %.% cannot change', old.case_number, old.line;
    end if;
    if old.state not in ('ORDERED', 'PAID') and old.matricule is distinct from new.matricule then
        raise exception 'line %.% is made out for another property', old.case_number, old.line;
    end if;
    return new;
end $$;
create trigger certificate_line_step before insert or update on certificate_line for each row execute function certificate_line_step();
